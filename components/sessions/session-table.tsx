import { SESSION_MODE_LABEL } from '../../domain/hours/sessions/session-form.ts';
import type { SessionView } from '../../domain/hours/sessions/session-view.ts';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { formatHours } from '../ui/format.ts';
import { TextLink } from '../ui/text-link.tsx';
import { SessionStatus, sessionTime } from './session-state.tsx';

const COLUMNS: readonly Column<SessionView>[] = [
  {
    key: 'title',
    head: '培训',
    title: true,
    cell: (row) => <TextLink href={`/hr/sessions/${row.id}`}>{row.title}</TextLink>,
  },
  { key: 'time', head: '时间', cell: (row) => sessionTime(row.startsAt, row.endsAt) },
  { key: 'mode', head: '方式', cell: (row) => SESSION_MODE_LABEL[row.mode] },
  { key: 'unit', head: '组织单位', cell: (row) => row.unitName },
  { key: 'place', head: '地点', cell: (row) => row.place },
  { key: 'hours', head: '学时', align: 'end', cell: (row) => formatHours(row.minutes) },
  { key: 'people', head: '人数', align: 'end', cell: (row) => row.attendees },
  { key: 'state', head: '状态', cell: (row) => <SessionStatus state={row.state} /> },
];

export function SessionTable({ rows }: { rows: readonly SessionView[] }) {
  return <DataTable caption="集中培训" columns={COLUMNS} rows={rows} rowKey={(row) => row.id} />;
}
