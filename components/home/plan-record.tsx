import clsx from 'clsx';
import type { ReactNode } from 'react';
import type { EndedPlanView, PlanRecordView } from '../../domain/hours/plan-record.ts';
import { Alert } from '../ui/alert.tsx';
import { Card } from '../ui/card.tsx';
import { Status } from '../ui/status.tsx';
import { TextLink } from '../ui/text-link.tsx';
import { StandingChecklist } from './standing-checklist.tsx';

function State({ plan }: { plan: PlanRecordView }) {
  if (plan.completedOn) return <Status tone="success">{plan.completedOn} 达标</Status>;
  if (plan.isExempt) return <Status tone="neutral">已免训</Status>;
  if (plan.overdue) return <Status tone="danger">已逾期，截止 {plan.dueOn}</Status>;
  return <Status tone="info">截止 {plan.dueOn}</Status>;
}

function headOf(plan: PlanRecordView): string {
  if (plan.completedOn) return '已达标';
  return plan.isExempt ? '已免训' : '为什么还没达标';
}

function Rules({ plan }: { plan: PlanRecordView }) {
  if (!plan.isExempt) return <StandingChecklist rules={plan.rules} />;
  return (
    <details className="border-line border-t">
      <summary className="px-4 py-2 text-primary text-sm">自愿学习的进度</summary>
      <StandingChecklist rules={plan.rules} />
    </details>
  );
}

type PlanRecordProps = {
  plan: PlanRecordView;
  /** The one the reader came for. */
  isCurrent?: boolean;
  /** What the reader may ask for or take back. */
  action?: ReactNode;
  /** Below the remarks: the files of a request that waits. */
  children?: ReactNode;
};

/** One plan of the year: finished, 免训, or why not yet; the same words for everybody who reads it. */
export function PlanRecord({ plan, isCurrent, action, children }: PlanRecordProps) {
  return (
    <div
      id={`plan-${plan.assignmentId}`}
      className={clsx('scroll-mt-32', isCurrent && 'rounded outline-2 outline-primary outline-offset-2')}
    >
      <Card
        title={`${plan.title}：${headOf(plan)}`}
        action={
          <span className="flex flex-wrap items-center gap-3 text-sm">
            <State plan={plan} />
            {plan.certificateId ? <TextLink href={`/me/certificates/${plan.certificateId}`}>合格证明</TextLink> : null}
            {action}
          </span>
        }
        flush
      >
        {plan.remarks.length > 0 ? (
          <ul className="space-y-1 px-4 pb-3 text-ink-2 text-sm">
            {plan.remarks.map((remark) => (
              <li key={remark}>{remark}</li>
            ))}
          </ul>
        ) : null}
        {children}
        {plan.waitFor && !plan.completedOn ? (
          <div className="px-4 pb-3">
            <Alert tone="warning">{plan.waitFor}</Alert>
          </div>
        ) : null}
        <Rules plan={plan} />
        <p className="border-line border-t px-4 py-2 text-ink-2 text-xs">依据：{plan.basis}</p>
      </Card>
    </div>
  );
}

/** Plans of the year that ended unfinished, with the reason. */
export function EndedPlans({ plans }: { plans: readonly EndedPlanView[] }) {
  if (plans.length === 0) return null;
  return (
    <Card title="不再要求的计划" flush>
      <ul className="divide-y divide-line border-line border-t">
        {plans.map((plan) => (
          <li key={plan.assignmentId} id={`plan-${plan.assignmentId}`} className="scroll-mt-32 px-4 py-2.5">
            <p className="font-medium">{plan.title}</p>
            <p className="text-ink-2 text-sm">{plan.text}</p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
