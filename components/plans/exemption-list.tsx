import { CAUSE_LABEL, EXEMPTION_LABEL } from '../../domain/people/exemption.ts';
import type { ExemptionLine } from '../../domain/people/exemption-view.ts';
import { PLAN_LABEL } from '../../domain/policy/plan-policy.ts';
import { AttachmentList } from '../sessions/attachment-list.tsx';
import { StepButton } from '../sessions/step-button.tsx';
import { formatDateTime } from '../ui/format.ts';
import { Badge, Status } from '../ui/status.tsx';
import { TextLink } from '../ui/text-link.tsx';

type LineProps = { line: ExemptionLine };

function planText({ trainingYear, planKind }: ExemptionLine): string {
  return `${trainingYear} 年${PLAN_LABEL[planKind]}`;
}

const CONSEQUENCE: Readonly<Record<ExemptionLine['kind'], (line: ExemptionLine) => string>> = {
  exemption: () => '批准后该计划对本人不再要求，不计入应训，也不算达标，并通知本人。批准后不能撤销。',
  extension: (line) =>
    `批准后截止日期由 ${line.dueOn} 改为 ${line.newDueOn}，并通知本人；延到下一年度的，下一年度的学习也计入该计划。`,
};

function Buttons({ line }: LineProps) {
  const path = `/api/v1/hr/exemptions/${line.id}/decision`;
  const what = `${line.personName}，${planText(line)}，${EXEMPTION_LABEL[line.kind]}`;
  return (
    <div className="flex flex-wrap gap-2">
      {line.mayDecide ? (
        <>
          <StepButton
            path={path}
            body={{ decision: 'approved' }}
            size="sm"
            variant="primary"
            label="批准"
            title={`批准${EXEMPTION_LABEL[line.kind]}`}
            consequence={
              <>
                <p>{what}。</p>
                <p>{CONSEQUENCE[line.kind](line)}</p>
              </>
            }
            done="已批准"
            comment="optional"
          />
          <StepButton
            path={path}
            body={{ decision: 'refused' }}
            size="sm"
            label="不同意"
            title={`不同意${EXEMPTION_LABEL[line.kind]}`}
            consequence={<p>{what}。计划保持不变，原因会告知本人。</p>}
            done="已办结"
            comment="needed"
          />
        </>
      ) : null}
      {line.withdrawPath ? (
        <StepButton
          path={line.withdrawPath}
          size="sm"
          label="撤回申请"
          title="撤回申请"
          consequence={<p>{what}。撤回后可以重新申请。</p>}
          done="已撤回"
        />
      ) : null}
    </div>
  );
}

function Files({ line }: LineProps) {
  if (line.files.length === 0 && !line.mayAddFile) return null;
  return (
    <details className="text-sm">
      <summary className="text-primary">{`证明材料（${line.files.length}）`}</summary>
      <div className="mt-2">
        <AttachmentList ownerType="exemption" ownerId={line.id} files={line.files} mayAdd={line.mayAddFile} />
      </div>
    </details>
  );
}

function datesText(line: ExemptionLine): string {
  if (line.kind === 'exemption') return `原截止 ${line.dueOn}`;
  return `${line.oldDueOn ?? line.dueOn} 延至 ${line.newDueOn}`;
}

function Line({ line }: LineProps) {
  const isOpen = line.decision === null;
  return (
    <li className="space-y-1.5 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <TextLink href={`/hr/people/${line.personId}?plan=${line.assignmentId}#plan-${line.assignmentId}`}>
          {line.personName}
        </TextLink>
        <span className="text-ink-2 text-sm">{`${line.employeeNo} · ${line.unitName}`}</span>
        <Badge>{EXEMPTION_LABEL[line.kind]}</Badge>
        <Badge>{CAUSE_LABEL[line.cause]}</Badge>
        <Status tone={isOpen ? 'warning' : 'success'}>{isOpen ? '待审批' : `${line.decidedOn} 批准`}</Status>
      </div>
      <p>{`${planText(line)}，${datesText(line)}`}</p>
      <p className="text-ink-2 text-sm">
        情况：{line.reason}　申请人 {line.requestedByName}，{formatDateTime(line.requestedAt)}
      </p>
      {line.decidedAt ? (
        <p className="text-ink-2 text-sm">
          {`审批人 ${line.decidedByName}，${formatDateTime(line.decidedAt)}${line.comment ? `：${line.comment}` : ''}`}
        </p>
      ) : null}
      <Files line={line} />
      <Buttons line={line} />
    </li>
  );
}

/** Requests for 免训 and 延期, each with who asked, why, and what the reader may do. */
export function ExemptionList({ lines }: { lines: readonly ExemptionLine[] }) {
  return (
    <ul className="divide-y divide-line">
      {lines.map((line) => (
        <Line key={line.id} line={line} />
      ))}
    </ul>
  );
}
