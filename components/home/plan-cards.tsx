import clsx from 'clsx';
import type { PlanCard } from '../../domain/learning/home-view.ts';
import { ProgressBar } from '../ui/progress.tsx';
import { Status } from '../ui/status.tsx';
import { TextLink } from '../ui/text-link.tsx';

function State({ plan }: { plan: PlanCard }) {
  if (plan.completedOn) return <Status tone="success">{plan.completedOn} 达标</Status>;
  if (plan.exempt) return <Status tone="neutral">已免训</Status>;
  if (plan.overdue) return <Status tone="danger">已逾期</Status>;
  return <Status tone="info">截止 {plan.dueOn}</Status>;
}

type LineProps = { name: string; text: string; value: number; max: number };

function Line({ name, text, value, max }: LineProps) {
  return (
    <li>
      <p className="flex justify-between gap-3 text-sm">
        <span className="text-ink-2">{name}</span>
        <span>{text}</span>
      </p>
      <ProgressBar value={value} max={max} label={`${name}：${text}`} tone={value >= max ? 'success' : 'info'} />
    </li>
  );
}

function doorText(plan: PlanCard): string {
  if (plan.completedOn) return '查看达标依据';
  return plan.exempt ? '查看免训情况' : '为什么还没达标';
}

function Foot({ plan }: { plan: PlanCard }) {
  return (
    <>
      {plan.exempt ? (
        <p className="mt-3 text-ink-2 text-sm">{plan.exempt}，本计划不再要求；自愿学完照常达标。</p>
      ) : null}
      <p className="mt-3 text-sm">
        {plan.certificateId ? (
          <TextLink href={`/me/certificates/${plan.certificateId}`}>查看合格证明</TextLink>
        ) : (
          <TextLink href={`/me#plan-${plan.assignmentId}`}>{doorText(plan)}</TextLink>
        )}
      </p>
    </>
  );
}

/** The plans of the year, each with its hours, required lessons and exam. */
export function PlanCards({ plans }: { plans: readonly PlanCard[] }) {
  if (plans.length === 0) return null;
  return (
    <section aria-labelledby="plans">
      <h2 id="plans" className="mb-2 text-lg">
        本年度计划
      </h2>
      <ul className={clsx('grid gap-4', plans.length > 1 && 'md:grid-cols-2')}>
        {plans.map((plan) => (
          <li key={plan.assignmentId} className="rounded border border-line bg-surface p-4">
            <div className="flex flex-wrap items-center justify-between gap-2">
              <h3 className="text-base">{plan.title}</h3>
              <State plan={plan} />
            </div>
            <ul className={clsx('mt-3 grid gap-x-8 gap-y-2.5', plans.length === 1 && 'md:grid-cols-3')}>
              <Line
                name="学时"
                text={`${plan.hours.counted} / ${plan.hours.required}`}
                value={plan.hours.share}
                max={1}
              />
              <Line
                name="必修课"
                text={`${plan.lessons.counted} / ${plan.lessons.required}`}
                value={plan.lessons.counted}
                max={plan.lessons.required}
              />
              {plan.exam ? <Line name="考试" text={plan.exam.text} value={plan.exam.passed ? 1 : 0} max={1} /> : null}
            </ul>
            <Foot plan={plan} />
          </li>
        ))}
      </ul>
    </section>
  );
}
