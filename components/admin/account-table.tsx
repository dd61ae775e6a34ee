import type { RoleClass } from '../../domain/access/roles.ts';
import { ROLE_LABEL } from '../../domain/access/roles.ts';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatDateTime } from '../ui/format.ts';
import { Status } from '../ui/status.tsx';
import { ReasonAction } from './reason-action.tsx';

export type AccountLine = {
  readonly id: string;
  readonly employeeNo: string;
  readonly name: string;
  readonly roleClass: RoleClass;
  readonly status: 'active' | 'disabled';
  readonly hasPassword: boolean;
  readonly mustChangePassword: boolean;
  readonly lastSeenAt: string | null;
};

export function classText(roleClass: RoleClass): string {
  return roleClass === 'business' ? '业务账号' : ROLE_LABEL[roleClass];
}

function passwordText(line: AccountLine): string {
  if (!line.hasPassword) return '未设置';
  return line.mustChangePassword ? '待修改初始密码' : '已设置';
}

function Action({ line, self }: { line: AccountLine; self: string }) {
  if (line.id === self) return <span className="text-ink-2 text-sm">本人</span>;
  const who = `${line.name}（${line.employeeNo}）`;
  return line.status === 'active' ? (
    <ReasonAction
      path={`/api/v1/admin/accounts/${line.id}/status`}
      body={{ status: 'disabled' }}
      label="停用"
      title={`停用 ${who}`}
      consequence="停用后，这个账号在所有设备上的登录立即失效，直到重新启用。学习和考试记录不受影响。"
      done={`已停用 ${who}`}
      variant="danger"
    />
  ) : (
    <ReasonAction
      path={`/api/v1/admin/accounts/${line.id}/status`}
      body={{ status: 'active' }}
      label="启用"
      title={`启用 ${who}`}
      consequence="启用后，这个账号可以用原来的密码登录。"
      done={`已启用 ${who}`}
    />
  );
}

function columns(self: string): Column<AccountLine>[] {
  return [
    { key: 'no', head: '工号', cell: (line) => <span className="font-mono">{line.employeeNo}</span> },
    { key: 'name', head: '姓名', title: true, cell: (line) => line.name },
    { key: 'class', head: '类别', cell: (line) => classText(line.roleClass) },
    {
      key: 'status',
      head: '状态',
      cell: (line) =>
        line.status === 'active' ? <Status tone="success">启用</Status> : <Status tone="danger">停用</Status>,
    },
    { key: 'password', head: '密码', cell: passwordText },
    {
      key: 'seen',
      head: '最近活动',
      cell: (line) => (line.lastSeenAt ? formatDateTime(line.lastSeenAt) : '从未登录'),
    },
    { key: 'action', head: '操作', cell: (line) => <Action line={line} self={self} /> },
  ];
}

export function AccountTable({ lines, self }: { lines: readonly AccountLine[]; self: string }) {
  return (
    <DataTable
      caption="账号"
      columns={columns(self)}
      rows={lines}
      rowKey={(line) => line.id}
      empty={<EmptyState title="没有符合条件的账号">请检查工号或姓名，或清除筛选条件。</EmptyState>}
    />
  );
}
