import type { CaseStepView } from '../../domain/certification/case/view.ts';
import { formatDateTime } from '../ui/format.ts';
import { Status } from '../ui/status.tsx';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** A value as it was given; instants in the organisation's time. */
export function shownValue(value: string): string {
  return INSTANT.test(value) ? formatDateTime(value) : value;
}

export function Opinion({ opinion }: { opinion: CaseStepView['opinion'] }) {
  if (opinion === null) return null;
  return opinion === 'agree' ? <Status tone="success">同意</Status> : <Status tone="danger">不同意</Status>;
}

/** Who, in which office, and when. */
export function Signature({ step }: { step: CaseStepView }) {
  return (
    <span className="text-ink-2 text-sm">
      {step.by}
      {step.by === step.role ? '' : ` · ${step.role}`} ·{' '}
      <time dateTime={step.at} className="whitespace-nowrap">
        {formatDateTime(step.at)}
      </time>
    </span>
  );
}

/** What was filled in with a step; the opinion stands before it already. */
export function StepFields({ step }: { step: CaseStepView }) {
  const fields = step.fields.filter((field) => !(step.opinion !== null && field.label === '意见'));
  if (fields.length === 0) return null;
  return (
    <details className="text-sm">
      <summary className="w-fit text-primary">
        查看填写内容<span className="sr-only">：{step.label}</span>
      </summary>
      <dl className="mt-1 space-y-1.5 border-line border-l-2 pl-3">
        {fields.map((field) => (
          <div key={field.label}>
            <dt className="text-ink-2 text-xs">{field.label}</dt>
            <dd className="whitespace-pre-line">{shownValue(field.value)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** Something recorded while the case stayed where it was: an opinion, a visit, a talk. */
export function StepRecord({ step }: { step: CaseStepView }) {
  return (
    <li className="space-y-0.5">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
        <span>{step.label}</span>
        <Opinion opinion={step.opinion} />
        <Signature step={step} />
      </p>
      <StepFields step={step} />
    </li>
  );
}
