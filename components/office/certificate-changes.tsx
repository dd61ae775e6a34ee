import { CHANGE_LABEL } from '../../domain/certification/change-request.ts';
import type { WaitingRequest } from '../../domain/certification/register-view.ts';
import type { Ending } from '../../domain/certification/state.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatDateTime } from '../ui/format.ts';
import { Badge } from '../ui/status.tsx';
import { TextLink } from '../ui/text-link.tsx';
import { CertificateStep } from './certificate-step.tsx';

const CONSEQUENCE: Readonly<Record<Ending, string>> = {
  revoked: '批准后，这份证明不再有效，公开核验页会显示“已撤销”和日期。撤销后不能恢复。',
  superseded:
    '批准后，系统按人员名册的现有信息签发一份新证明，学时、成绩和有效期不变；这份证明保留，并标为“已换发”。请先在名册中改正信息。',
};

/** The buttons 申请撤销 and 申请换发, as far as they lead anywhere now. */
export function AskButtons({
  certificateId,
  serial,
  kinds,
}: {
  certificateId: string;
  serial: string;
  kinds: readonly Ending[];
}) {
  return kinds.map((kind) => (
    <CertificateStep
      key={kind}
      path={`/api/v1/certificates/${certificateId}/requests`}
      body={{ kind }}
      label={`申请${CHANGE_LABEL[kind]}`}
      title={`申请${CHANGE_LABEL[kind]} ${serial}`}
      consequence={CONSEQUENCE[kind]}
      done={`已提交${CHANGE_LABEL[kind]}申请，等待另一人审批`}
      variant={kind === 'revoked' ? 'danger' : 'primary'}
      note={{ field: 'reason', label: '原因', help: '审批人和持证人都会看到，并写入审计日志。' }}
    />
  ));
}

function Decide({ request }: { request: WaitingRequest }) {
  const path = `/api/v1/certificate-requests/${request.id}/decision`;
  const what = CHANGE_LABEL[request.kind];
  return (
    <>
      <CertificateStep
        path={path}
        body={{ decision: 'refused' }}
        label="不批准"
        title={`不批准${what}申请`}
        consequence="证明保持现状。申请人会收到您的意见。"
        done="已答复申请人"
        variant="quiet"
        note={{ field: 'comment', label: '审批意见', help: '请说明不批准的理由。' }}
      />
      <CertificateStep
        path={path}
        body={{ decision: 'approved' }}
        label={`批准${what}`}
        title={`批准${what} ${request.serial}`}
        consequence={CONSEQUENCE[request.kind]}
        done={`已${what}，并通知持证人`}
        variant={request.kind === 'revoked' ? 'danger' : 'primary'}
        note={{ field: 'comment', label: '审批意见', help: '会写入审计日志。', isOptional: true }}
      />
    </>
  );
}

function Withdraw({ request }: { request: WaitingRequest }) {
  return (
    <CertificateStep
      path={`/api/v1/certificate-requests/${request.id}/withdraw`}
      label="撤回申请"
      title={`撤回${CHANGE_LABEL[request.kind]}申请`}
      consequence="撤回后证明保持现状；申请仍留在办理记录中。"
      done="已撤回申请"
    />
  );
}

function Waiting({ request }: { request: WaitingRequest }) {
  return (
    <li className="space-y-2 px-4 py-3">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Badge>{CHANGE_LABEL[request.kind]}</Badge>
        <TextLink href={`/office/certificates/${request.certificateId}`}>{request.serial}</TextLink>
        <span>
          {request.name}（工号 {request.employeeNo}）
        </span>
      </p>
      <p>原因：{request.reason}</p>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-ink-2 text-sm">
          {request.askedBy} 申请于 {formatDateTime(request.askedAt)}
          {request.isOwnRequest ? '，等待另一人审批' : ''}
        </p>
        <div className="flex flex-wrap gap-2">
          {request.isOwnRequest ? <Withdraw request={request} /> : null}
          {request.canDecide ? <Decide request={request} /> : null}
        </div>
      </div>
    </li>
  );
}

/** What waits for a second person, each with the steps that are open to this viewer. */
export function WaitingList({ requests }: { requests: readonly WaitingRequest[] }) {
  if (requests.length === 0)
    return (
      <EmptyState title="没有待审批的申请">保密办或人事提出撤销、换发申请后，会列在这里等待另一人审批。</EmptyState>
    );
  return (
    <ul className="divide-y divide-line">
      {requests.map((request) => (
        <Waiting key={request.id} request={request} />
      ))}
    </ul>
  );
}
