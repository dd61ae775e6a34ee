import { actionText } from '../../domain/audit/action-text.ts';
import { detailLines, subjectText } from '../../domain/audit/detail-text.ts';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatDate, formatTime } from '../ui/format.ts';
import { Status } from '../ui/status.tsx';

export type AuditLine = {
  readonly seqNo: number;
  readonly at: string;
  readonly actorName: string;
  readonly action: string;
  readonly outcome: 'done' | 'refused';
  readonly subjectType: string;
  readonly subjectId: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly requestId: string;
  readonly ip: string;
};

function Detail({ line }: { line: AuditLine }) {
  return (
    <details>
      <summary className="text-primary text-sm">详情</summary>
      <dl className="mt-1 space-y-0.5 text-left text-xs">
        <div>
          <dt className="inline text-ink-2">对象 </dt>
          <dd className="inline">
            {subjectText(line.subjectType)} {line.subjectId}
          </dd>
        </div>
        {detailLines(line.detail).map(([label, text]) => (
          <div key={label}>
            <dt className="inline text-ink-2">{label} </dt>
            <dd className="inline">{text}</dd>
          </div>
        ))}
        <div>
          <dt className="inline text-ink-2">请求 </dt>
          <dd className="inline font-mono">{line.requestId || '—'}</dd>
        </div>
      </dl>
    </details>
  );
}

const COLUMNS: readonly Column<AuditLine>[] = [
  { key: 'no', head: '序号', align: 'end', cell: (line) => line.seqNo },
  { key: 'at', head: '时间', cell: (line) => `${formatDate(line.at)} ${formatTime(line.at)}` },
  { key: 'actor', head: '操作人', cell: (line) => line.actorName },
  { key: 'action', head: '操作', title: true, cell: (line) => actionText(line.action) },
  {
    key: 'outcome',
    head: '结果',
    cell: (line) =>
      line.outcome === 'done' ? <Status tone="success">完成</Status> : <Status tone="danger">拒绝</Status>,
  },
  { key: 'ip', head: '来源', cell: (line) => line.ip || '—' },
  { key: 'detail', head: '详情', cell: (line) => <Detail line={line} /> },
];

/** The audit trail, newest first. */
export function AuditTable({ lines }: { lines: readonly AuditLine[] }) {
  return (
    <DataTable
      caption="审计日志"
      columns={COLUMNS}
      rows={lines}
      rowKey={(line) => String(line.seqNo)}
      density="compact"
      empty={<EmptyState title="没有符合条件的日志">请放宽时间范围或清除筛选条件。</EmptyState>}
    />
  );
}
