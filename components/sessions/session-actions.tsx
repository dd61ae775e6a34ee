import type { SessionView } from '../../domain/hours/sessions/session-view.ts';
import { formatHours } from '../ui/format.ts';
import { StepButton } from './step-button.tsx';

type Rights = {
  readonly maySubmit: boolean;
  readonly mayApprove: boolean;
  readonly maySendBack: boolean;
  readonly mayVoid: boolean;
};

/** From here on it takes long enough to be told beforehand. */
const MANY = 300;

/** The steps open to whoever looks, the main one first. */
export function SessionActions({ session, rights }: { session: SessionView; rights: Rights }) {
  const path = `/api/v1/trainings/${session.id}`;
  const credit = `${session.attendees} 人，每人 ${session.minutes} 分钟（${formatHours(session.minutes)} 学时）`;
  return (
    <>
      {rights.mayVoid ? (
        <StepButton
          path={`${path}/void`}
          label="作废"
          title="作废这场培训"
          consequence={<p>作废后不能恢复，名单上的人员不计学时。已办结的事项请用“学时更正”。</p>}
          done="已作废"
          variant="danger"
          comment="needed"
        />
      ) : null}
      {rights.maySendBack ? (
        <StepButton
          path={`${path}/return`}
          label="退回"
          title="退回修改"
          consequence={<p>退回后可以修改名单和附件，改好后重新提交。</p>}
          done="已退回"
          comment="needed"
        />
      ) : null}
      {rights.maySubmit ? (
        <StepButton
          path={`${path}/submit`}
          label="提交审批"
          title="提交审批"
          consequence={<p>名单共 {credit}。提交后名单不能再改，由人事部门或保密办的另一位同事审批。</p>}
          done="已提交，等待审批"
          variant="primary"
        />
      ) : null}
      {rights.mayApprove && session.submittedAt ? (
        <StepButton
          path={`${path}/approve`}
          body={{ submittedAt: session.submittedAt }}
          label="批准"
          title="批准并计入学时"
          consequence={
            <>
              <p>批准后立即计入学时台账：{credit}，并通知本人。批准后不能撤回，错误只能逐条更正。</p>
              {session.attendees > MANY ? (
                <p className="text-ink-2 text-sm">人数较多，可能需要半分钟，请稍候。</p>
              ) : null}
            </>
          }
          done="已批准，学时已计入"
          variant="primary"
        />
      ) : null}
    </>
  );
}
