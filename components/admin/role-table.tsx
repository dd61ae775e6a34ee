import { ROLE_LABEL, type Role } from '../../domain/access/roles.ts';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatDate } from '../ui/format.ts';
import { Status } from '../ui/status.tsx';

export type RoleLine = {
  readonly role: Role;
  readonly employeeNo: string;
  readonly name: string;
  readonly unit: string | null;
  readonly status: 'active' | 'disabled';
  readonly grantedAt: string;
  readonly grantedBy: string | null;
};

const COLUMNS: readonly Column<RoleLine>[] = [
  { key: 'role', head: '角色', cell: (line) => ROLE_LABEL[line.role] },
  { key: 'name', head: '账号', title: true, cell: (line) => `${line.name}（${line.employeeNo}）` },
  { key: 'unit', head: '负责的单位', cell: (line) => line.unit ?? '—' },
  {
    key: 'status',
    head: '账号状态',
    cell: (line) =>
      line.status === 'active' ? <Status tone="success">启用</Status> : <Status tone="danger">停用</Status>,
  },
  { key: 'at', head: '授予日期', cell: (line) => formatDate(line.grantedAt) },
  { key: 'by', head: '授予人', cell: (line) => line.grantedBy ?? '本机命令' },
];

/** Who holds which role. */
export function RoleTable({ lines }: { lines: readonly RoleLine[] }) {
  return (
    <DataTable
      caption="角色"
      columns={COLUMNS}
      rows={lines}
      rowKey={(line) => `${line.role}:${line.employeeNo}`}
      empty={<EmptyState title="还没有授予任何角色">请由本机命令建立第一批管理员。</EmptyState>}
    />
  );
}
