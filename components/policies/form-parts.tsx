import type { ReactNode, Ref } from 'react';
import type { FieldErrors, FieldValues } from 'react-hook-form';
import { Alert } from '../ui/alert.tsx';
import type { ApiError } from '../ui/api.ts';
import { ErrorSummary, type FormProblem } from '../ui/error-summary.tsx';

/** A group of fields under one heading, two or three beside each other where there is room. */
export function FormSection({ title, help, children }: { title: string; help?: ReactNode; children: ReactNode }) {
  return (
    <fieldset className="space-y-2 border-line border-t pt-3">
      <legend className="float-left mb-1 w-full font-semibold">{title}</legend>
      {help ? <p className="clear-both text-ink-2 text-sm">{help}</p> : null}
      <div className="clear-both grid items-start gap-3 sm:grid-cols-2 lg:grid-cols-3">{children}</div>
    </fieldset>
  );
}

/** Every message of a form's errors with the id of its field; ids are the field's path with dashes. */
export function problemsOf(errors: FieldErrors<FieldValues>, path: readonly string[] = []): FormProblem[] {
  return Object.entries(errors).flatMap(([key, error]): FormProblem[] => {
    if (!error || typeof error !== 'object' || key === 'ref') return [];
    const here = [...path, key];
    if (typeof error.message === 'string') return [{ fieldId: fieldId(here.join('.')), message: error.message }];
    return problemsOf(error as FieldErrors<FieldValues>, here);
  });
}

/** The id of a field's control. */
export function fieldId(path: string): string {
  return `rule-${path.replaceAll('.', '-')}`;
}

type ProblemsProps = { problems: readonly FormProblem[]; failure: ApiError | null; ref: Ref<HTMLDivElement> };

/** What stands above a form after a failed save. */
export function FormProblems({ problems, failure, ref }: ProblemsProps) {
  return (
    <>
      <ErrorSummary problems={problems} ref={ref} />
      {failure ? (
        <Alert tone="danger" title="草稿没有保存" code={failure.code} ref={ref}>
          {failure.message}
        </Alert>
      ) : null}
    </>
  );
}
