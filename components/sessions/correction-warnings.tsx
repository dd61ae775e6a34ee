import type { CorrectionWarning } from '../../domain/hours/sessions/correction-view.ts';
import { Alert } from '../ui/alert.tsx';

/** Finished plans that would be short; a completion is evidence and stays, so people must know. */
export function CorrectionWarnings({ warnings }: { warnings: readonly CorrectionWarning[] }) {
  if (warnings.length === 0) return null;
  return (
    <Alert tone="warning" title={warnings[0]?.text}>
      <ul className="list-disc pl-5">
        {warnings.map((warning) => (
          <li key={warning.planTitle}>{warning.planTitle}：已有的达标记录和证明不会自动撤销，请另行核实。</li>
        ))}
      </ul>
    </Alert>
  );
}
