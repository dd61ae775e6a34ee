import { DRAFT_STATE_LABEL, type PolicyLine } from '../../domain/policy/policy-view.ts';
import { DataTable } from '../ui/data-table.tsx';
import { Badge, Status } from '../ui/status.tsx';
import { TextLink } from '../ui/text-link.tsx';

function Version({ line }: { line: PolicyLine }) {
  if (line.version === null) return <span className="text-ink-2">还没有</span>;
  return (
    <span className="space-y-0.5">
      <span className="block whitespace-nowrap">
        第 {line.version} 版 <Badge>{line.origin === 'unit' ? '本单位' : '产品默认'}</Badge>
      </span>
      <span className="block text-ink-2 text-xs">{line.from}</span>
      {line.upcoming ? <span className="block text-ink-2 text-xs">{line.upcoming}</span> : null}
    </span>
  );
}

function DraftMark({ draft }: { draft: PolicyLine['draft'] }) {
  if (!draft) return <span className="text-ink-2">无</span>;
  return (
    <span className="space-y-0.5">
      <Status tone={draft.state === 'submitted' ? 'warning' : 'info'}>{DRAFT_STATE_LABEL[draft.state]}</Status>
      <span className="block text-ink-2 text-xs">
        {draft.mayDecide ? '等您批准 · ' : ''}
        {draft.madeBy}起草
      </span>
    </span>
  );
}

/** All rules with the version in force, what it asks, what it rests on, and the change under way. */
export function PolicyList({ lines }: { lines: readonly PolicyLine[] }) {
  return (
    <DataTable
      caption="各类规则"
      rows={lines}
      rowKey={(line) => line.target}
      columns={[
        {
          key: 'label',
          head: '规则',
          title: true,
          cell: (line) => (
            <>
              <TextLink href={`/office/policies/${line.target}`} className="font-medium">
                {line.label}
              </TextLink>
              <span className="block text-ink-2 text-xs">{line.family}</span>
            </>
          ),
        },
        { key: 'summary', head: '现行要求', cell: (line) => line.summary },
        { key: 'version', head: '版本', cell: (line) => <Version line={line} /> },
        {
          key: 'basis',
          head: '依据',
          cell: (line) =>
            line.basis ? (
              <details className="max-w-sm">
                <summary className="cursor-pointer text-primary text-sm">查看依据</summary>
                <p className="mt-1 text-sm">{line.basis}</p>
              </details>
            ) : null,
        },
        { key: 'draft', head: '修改', cell: (line) => <DraftMark draft={line.draft} /> },
      ]}
    />
  );
}
