import type { ChecklistRule } from '../../domain/hours/checklist.ts';
import { Alert } from '../ui/alert.tsx';
import { Card } from '../ui/card.tsx';
import { Status } from '../ui/status.tsx';
import { TextLink } from '../ui/text-link.tsx';
import { StandingChecklist } from './standing-checklist.tsx';

type PlanRecordProps = {
  assignmentId: string;
  title: string;
  basis: string;
  dueOn: string;
  completedOn: string | null;
  overdue: boolean;
  certificateId: string | null;
  rules: readonly ChecklistRule[];
  waitFor: string | null;
};

function State({ completedOn, overdue, dueOn }: PlanRecordProps) {
  if (completedOn) return <Status tone="success">{completedOn} 达标</Status>;
  if (overdue) return <Status tone="danger">已逾期，截止 {dueOn}</Status>;
  return <Status tone="info">截止 {dueOn}</Status>;
}

/** One plan of the year: finished, or why not yet. */
export function PlanRecord(plan: PlanRecordProps) {
  return (
    <div id={`plan-${plan.assignmentId}`}>
      <Card
        title={`${plan.title}：${plan.completedOn ? '已达标' : '为什么还没达标'}`}
        action={
          <span className="flex flex-wrap items-center gap-3 text-sm">
            <State {...plan} />
            {plan.certificateId ? <TextLink href={`/me/certificates/${plan.certificateId}`}>合格证明</TextLink> : null}
          </span>
        }
        flush
      >
        {plan.waitFor && !plan.completedOn ? (
          <div className="px-4 pb-3">
            <Alert tone="warning">{plan.waitFor}</Alert>
          </div>
        ) : null}
        <StandingChecklist rules={plan.rules} />
        <p className="border-line border-t px-4 py-2 text-ink-2 text-xs">依据：{plan.basis}</p>
      </Card>
    </div>
  );
}
