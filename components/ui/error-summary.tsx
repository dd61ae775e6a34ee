import type { Ref } from 'react';
import { Alert } from './alert.tsx';

export type FormProblem = { readonly fieldId: string; readonly message: string };

/** All that is wrong in a form, each a link to its field; give it the focus after a failed submit. */
export function ErrorSummary({ problems, ref }: { problems: readonly FormProblem[]; ref?: Ref<HTMLDivElement> }) {
  if (problems.length === 0) return null;
  return (
    <Alert tone="danger" ref={ref} title={`有 ${problems.length} 处需要改正`}>
      <ul className="list-disc pl-5">
        {problems.map((problem) => (
          <li key={problem.fieldId}>
            <a href={`#${problem.fieldId}`} className="underline underline-offset-3">
              {problem.message}
            </a>
          </li>
        ))}
      </ul>
    </Alert>
  );
}
