import {
  CORRECTION_LABEL,
  type CorrectionView,
  type CorrectionWarning,
} from '../../domain/hours/sessions/correction-view.ts';
import { MODE_LABEL } from '../../domain/learning/home-view.ts';
import { formatDate, formatDateTime } from '../ui/format.ts';
import { Status } from '../ui/status.tsx';
import { TextLink } from '../ui/text-link.tsx';
import type { Tone } from '../ui/tone.ts';
import { CorrectionWarnings } from './correction-warnings.tsx';
import { StepButton } from './step-button.tsx';

type Line = CorrectionView & {
  readonly warnings: readonly CorrectionWarning[];
  readonly mayDecide: boolean;
  readonly mayWithdraw: boolean;
};

const TONE: Readonly<Record<keyof typeof CORRECTION_LABEL, Tone>> = {
  open: 'warning',
  approved: 'success',
  refused: 'danger',
  withdrawn: 'neutral',
};

function Buttons({ line }: { line: Line }) {
  const path = `/api/v1/corrections/${line.id}/decision`;
  const what = `${line.personName}，“${line.title}”，冲减 ${line.minutes} 分钟`;
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
            title="批准更正"
            consequence={
              <>
                <p>{what}。批准后台账新增一条冲减记录，并通知本人，不能撤回。</p>
                <CorrectionWarnings warnings={line.warnings} />
              </>
            }
            done="已更正"
            comment="optional"
          />
          <StepButton
            path={path}
            body={{ decision: 'refused' }}
            size="sm"
            label="不同意"
            title="不同意更正"
            consequence={<p>{what}。台账保持不变。</p>}
            done="已办结"
            comment="needed"
          />
        </>
      ) : null}
      {line.mayWithdraw ? (
        <StepButton
          path={path}
          body={{ decision: 'withdrawn' }}
          size="sm"
          label="撤回申请"
          title="撤回更正申请"
          consequence={<p>{what}。撤回后可以重新申请。</p>}
          done="已撤回"
          comment="optional"
        />
      ) : null}
    </div>
  );
}

function Correction({ line }: { line: Line }) {
  const state = line.decision ?? 'open';
  return (
    <li className="space-y-2 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <TextLink href={`/hr/people/${line.personId}?year=${line.trainingYear}&tab=hours`}>{line.personName}</TextLink>
        <span className="text-ink-2 text-sm">{`${line.employeeNo} · ${line.unitName}`}</span>
        <Status tone={TONE[state]}>{CORRECTION_LABEL[state]}</Status>
      </div>
      <p>
        {MODE_LABEL[line.mode]}“{line.title}”（{formatDate(line.occurredTo)}，{line.rowMinutes} 分钟），冲减{' '}
        <strong>{line.minutes}</strong> 分钟
      </p>
      <p className="text-ink-2 text-sm">
        原因：{line.reason}。申请人 {line.requestedByName}，{formatDateTime(line.requestedAt)}
      </p>
      {line.decidedAt ? (
        <p className="text-ink-2 text-sm">
          {`${line.decidedByName} ${formatDateTime(line.decidedAt)}${line.comment ? `：${line.comment}` : ''}`}
        </p>
      ) : null}
      <CorrectionWarnings warnings={line.warnings} />
      {line.decision === null && !line.mayDecide && !line.mayWithdraw ? (
        <p className="text-ink-2 text-sm">这是您本人的学时，请由其他同事审批。</p>
      ) : null}
      <Buttons line={line} />
    </li>
  );
}

export function CorrectionList({ lines }: { lines: readonly Line[] }) {
  return (
    <ul className="divide-y divide-line">
      {lines.map((line) => (
        <Correction key={line.id} line={line} />
      ))}
    </ul>
  );
}
