import type { PlanRecordView } from '../../domain/hours/plan-record.ts';
import { AttachmentList } from '../sessions/attachment-list.tsx';
import { StepButton } from '../sessions/step-button.tsx';
import { ExemptionButton } from './exemption-button.tsx';

/** What the reader of a plan may ask for, or take back while it waits. */
export function PlanActions({ plan }: { plan: PlanRecordView }) {
  if (plan.withdrawPath) {
    return (
      <StepButton
        path={plan.withdrawPath}
        size="sm"
        variant="plain"
        label="撤回申请"
        title="撤回申请"
        consequence={<p>{plan.title}：撤回后计划保持不变，可以重新申请。</p>}
        done="已撤回"
      />
    );
  }
  if (!plan.ask) return null;
  return <ExemptionButton assignmentId={plan.assignmentId} title={plan.title} dueOn={plan.dueOn} ask={plan.ask} />;
}

/** 证明材料 of the request that waits. */
export function RequestFiles({ plan }: { plan: PlanRecordView }) {
  if (!plan.request || (plan.request.files.length === 0 && !plan.request.mayAdd)) return null;
  const { id, files, mayAdd } = plan.request;
  return (
    <details className="no-print px-4 pb-3 text-sm">
      <summary className="text-primary">{`申请的证明材料（${files.length}）`}</summary>
      <div className="mt-2">
        <AttachmentList ownerType="exemption" ownerId={id} files={files} mayAdd={mayAdd} />
      </div>
    </details>
  );
}
