import { PLAN_LABEL, type PlanKind } from '../../domain/policy/plan-policy.ts';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatDateTime } from '../ui/format.ts';
import { Badge, Status } from '../ui/status.tsx';
import { TextLink } from '../ui/text-link.tsx';
import type { Tone } from '../ui/tone.ts';

export type AttemptRow = {
  readonly id: string;
  readonly examTitle: string;
  readonly attemptNo: number;
  readonly state: 'open' | 'submitted' | 'graded' | 'void';
  readonly startedAt: string;
  readonly closedAt: string | null;
  readonly score: number | null;
  readonly maxScore: number | null;
  readonly passed: boolean | null;
};

function AttemptState({ attempt }: { attempt: AttemptRow }) {
  if (attempt.state === 'void') return <Status tone="neutral">已作废</Status>;
  if (attempt.state === 'open') return <Status tone="info">正在考试</Status>;
  if (attempt.passed === null) return <Status tone="info">等待成绩</Status>;
  return attempt.passed ? <Status tone="success">通过</Status> : <Status tone="danger">未通过</Status>;
}

const ATTEMPT_COLUMNS: readonly Column<AttemptRow>[] = [
  { key: 'exam', head: '考试', title: true, cell: (row) => row.examTitle },
  { key: 'no', head: '次数', cell: (row) => `第 ${row.attemptNo} 次` },
  { key: 'start', head: '开始', cell: (row) => formatDateTime(row.startedAt) },
  { key: 'end', head: '交卷', cell: (row) => (row.closedAt ? formatDateTime(row.closedAt) : '—') },
  {
    key: 'score',
    head: '成绩',
    align: 'end',
    cell: (row) => (row.score === null ? '—' : `${row.score} / ${row.maxScore}`),
  },
  { key: 'state', head: '结果', cell: (row) => <AttemptState attempt={row} /> },
];

export function AttemptTable({ attempts }: { attempts: readonly AttemptRow[] }) {
  return (
    <DataTable
      caption="考试记录"
      columns={ATTEMPT_COLUMNS}
      rows={attempts}
      rowKey={(row) => row.id}
      empty={<EmptyState title="这一年没有考试记录">开考后，每次考试都会在这里留下一行。</EmptyState>}
    />
  );
}

export type CertificateRow = {
  readonly id: string;
  readonly serial: string;
  readonly planKind: PlanKind;
  readonly issuedOn: string;
  readonly validUntil: string;
  readonly state: 'valid' | 'expired' | 'revoked' | 'superseded';
};

const STATE: Readonly<Record<CertificateRow['state'], readonly [Tone, string]>> = {
  valid: ['success', '有效'],
  expired: ['warning', '已过有效期'],
  revoked: ['danger', '已撤销'],
  superseded: ['neutral', '已换发'],
};

const CERTIFICATE_COLUMNS: readonly Column<CertificateRow>[] = [
  {
    key: 'serial',
    head: '编号',
    title: true,
    cell: (row) => <TextLink href={`/office/certificates/${row.id}`}>{row.serial}</TextLink>,
  },
  { key: 'plan', head: '计划', cell: (row) => PLAN_LABEL[row.planKind] },
  { key: 'issued', head: '签发', cell: (row) => row.issuedOn },
  { key: 'until', head: '有效期至', cell: (row) => row.validUntil },
  { key: 'state', head: '状态', cell: (row) => <Status tone={STATE[row.state][0]}>{STATE[row.state][1]}</Status> },
];

export function CertificateTable({ certificates }: { certificates: readonly CertificateRow[] }) {
  return (
    <DataTable
      caption="证明"
      columns={CERTIFICATE_COLUMNS}
      rows={certificates}
      rowKey={(row) => row.id}
      empty={<EmptyState title="这一年没有证明">计划达标并通过考试后，系统会自动签发。</EmptyState>}
    />
  );
}

export type TimelineItem = {
  readonly key: string;
  readonly on: string;
  readonly kind: 'post' | 'plan' | 'hours' | 'exam' | 'certificate' | 'case';
  readonly text: string;
};

const KIND_LABEL: Readonly<Record<TimelineItem['kind'], string>> = {
  post: '岗位',
  plan: '计划',
  hours: '学时',
  exam: '考试',
  certificate: '证明',
  case: '流程',
};

/** Everything on record of a person, latest first. */
export function Timeline({ items }: { items: readonly TimelineItem[] }) {
  return (
    <ol className="ml-2 space-y-2 border-line border-l-2 pl-4">
      {items.map((item) => (
        <li key={item.key} className="flex flex-wrap gap-x-3 gap-y-0.5 text-sm">
          <time className="text-ink-2">{item.on}</time>
          <Badge>{KIND_LABEL[item.kind]}</Badge>
          <span className="min-w-0 flex-1 basis-48">{item.text}</span>
        </li>
      ))}
    </ol>
  );
}
