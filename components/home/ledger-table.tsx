import type { ReactNode } from 'react';
import type { LedgerMode } from '../../domain/hours/ledger.ts';
import { hoursText } from '../../domain/hours/ledger.ts';
import { MODE_LABEL } from '../../domain/learning/home-view.ts';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatDate } from '../ui/format.ts';
import { TextLink } from '../ui/text-link.tsx';

export type LedgerLine = {
  readonly id: string;
  readonly title: string;
  readonly minutes: number;
  readonly mode: LedgerMode;
  readonly lessonId: string | null;
  readonly lessonVersion: number | null;
  readonly topics: readonly string[];
  readonly occurredTo: Date;
  readonly reason: string;
};

function signedHours(minutes: number, perHour: number): string {
  return minutes < 0 ? `−${hoursText(-minutes, perHour)}` : hoursText(minutes, perHour);
}

function source(line: LedgerLine) {
  if (line.lessonId && line.mode === 'online') {
    return <TextLink href={`/learn/${line.lessonId}`}>{MODE_LABEL[line.mode]}</TextLink>;
  }
  return MODE_LABEL[line.mode];
}

function columns(perHour: number): Column<LedgerLine>[] {
  return [
    { key: 'title', head: '内容', title: true, cell: (line) => line.title },
    { key: 'date', head: '日期', cell: (line) => formatDate(line.occurredTo) },
    { key: 'source', head: '来源', cell: source },
    { key: 'topics', head: '内容类别', cell: (line) => line.topics.join('、') || '—' },
    { key: 'reason', head: '说明', cell: (line) => line.reason || '—' },
    { key: 'minutes', head: '分钟', align: 'end', cell: (line) => line.minutes },
    { key: 'hours', head: '学时', align: 'end', cell: (line) => signedHours(line.minutes, perHour) },
  ];
}

type LedgerTableProps = {
  lines: readonly LedgerLine[];
  perHour: number;
  /** What can be done about a row, on a screen alone; null where nothing can. */
  action?: (line: LedgerLine) => ReactNode;
};

/** The hours ledger as it stands, corrections as rows of their own. */
export function LedgerTable({ lines, perHour, action }: LedgerTableProps) {
  return (
    <DataTable
      caption="学时台账"
      columns={action ? [...columns(perHour), { key: 'choose', head: '操作', cell: action }] : columns(perHour)}
      rows={lines}
      rowKey={(line) => line.id}
      empty={<EmptyState title="这一年还没有学时">学完一课或参加集中培训后，系统会自动记一行，不需要申报。</EmptyState>}
    />
  );
}
