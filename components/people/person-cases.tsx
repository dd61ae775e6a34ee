import clsx from 'clsx';
import type { PersonCase, PersonPaper } from '../../domain/certification/case/opening-view.ts';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatDate, formatDateTime } from '../ui/format.ts';
import { Status } from '../ui/status.tsx';
import { TextLink } from '../ui/text-link.tsx';

function CaseState({ one }: { one: PersonCase }) {
  if (one.isClosed) return <Status tone="neutral">{one.stateLabel}</Status>;
  return <Status tone={one.isOverdue ? 'danger' : 'info'}>{one.stateLabel}</Status>;
}

function Steps({ one }: { one: PersonCase }) {
  return (
    <ol className="mt-1.5 space-y-1 text-sm">
      {one.steps.map((step) => (
        <li key={step.seqNo} className={clsx('flex flex-wrap gap-x-3', !step.entersState && 'text-ink-2')}>
          <time dateTime={step.at} className="whitespace-nowrap text-ink-2">
            {formatDate(step.at)}
          </time>
          <span className="min-w-0 flex-1 basis-48">
            {step.label}
            {step.entersState ? `，进入“${step.stateLabel}”` : ''}
            <span className="text-ink-2"> · {step.by}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}

/** The life-cycle of a person: every case with its steps, the latest case first. */
export function PersonCases({ cases }: { cases: readonly PersonCase[] }) {
  if (cases.length === 0) {
    return <EmptyState title="没有流程记录">上岗、复审、出境、离岗等流程办理后，每一步都会列在这里。</EmptyState>;
  }
  return (
    <ol className="mx-4 mb-4 ml-6 space-y-5 border-line border-l-2 pl-4">
      {cases.map((one) => (
        <li key={one.id}>
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <TextLink href={`/cases/${one.id}`} className="font-medium">
              {one.kindLabel} {one.no}
            </TextLink>
            <CaseState one={one} />
            {one.summary ? <span className="text-ink-2 text-sm">{one.summary}</span> : null}
          </p>
          <Steps one={one} />
        </li>
      ))}
    </ol>
  );
}

const PAPER_COLUMNS: readonly Column<PersonPaper>[] = [
  {
    key: 'title',
    head: '文件',
    title: true,
    cell: (paper) => (
      <a
        href={`/api/v1/documents/${paper.id}.pdf`}
        className="text-primary underline decoration-1 underline-offset-3 hover:text-primary-hover"
      >
        {paper.title}
        <span className="sr-only">（下载 PDF）</span>
      </a>
    ),
  },
  { key: 'at', head: '生成时间', cell: (paper) => formatDateTime(paper.at) },
  {
    key: 'case',
    head: '流程',
    cell: (paper) => (paper.caseId ? <TextLink href={`/cases/${paper.caseId}`}>查看流程</TextLink> : '—'),
  },
  {
    key: 'hash',
    head: '指纹（SHA-256）',
    cell: (paper) => <code className="break-all font-mono text-xs">{paper.sha256}</code>,
  },
];

/** Papers the cases of a person left behind, the latest first. */
export function PersonPapers({ papers }: { papers: readonly PersonPaper[] }) {
  return (
    <DataTable
      caption="文件"
      columns={PAPER_COLUMNS}
      rows={papers}
      rowKey={(paper) => paper.id}
      empty={<EmptyState title="没有文件">审查表、承诺书、审批表、告知书等在办理时自动生成。</EmptyState>}
    />
  );
}
