import { deviceText } from '../../domain/access/device.ts';
import type { RoleClass } from '../../domain/access/roles.ts';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatDateTime } from '../ui/format.ts';
import { Status } from '../ui/status.tsx';
import { classText } from './account-table.tsx';
import { ReasonAction } from './reason-action.tsx';

export type ThrottledLine = {
  readonly accountId: string;
  readonly employeeNo: string;
  readonly name: string;
  readonly failures: number;
  readonly sources: readonly string[];
  readonly blockedUntil: string | null;
};

export type LiveLine = {
  readonly accountId: string;
  readonly employeeNo: string;
  readonly name: string;
  readonly roleClass: RoleClass;
  readonly sessions: number;
  readonly addresses: readonly string[];
  readonly userAgent: string;
  readonly signedInAt: string;
  readonly lastSeenAt: string;
};

const THROTTLED: readonly Column<ThrottledLine>[] = [
  { key: 'name', head: '账号', title: true, cell: (line) => `${line.name}（${line.employeeNo}）` },
  { key: 'failures', head: '失败次数', align: 'end', cell: (line) => line.failures },
  { key: 'sources', head: '来源地址', cell: (line) => line.sources.join('、') || '—' },
  {
    key: 'state',
    head: '状态',
    cell: (line) =>
      line.blockedUntil ? (
        <Status tone="danger">须等到 {formatDateTime(line.blockedUntil)}</Status>
      ) : (
        <Status tone="warning">有失败，可继续尝试</Status>
      ),
  },
  {
    key: 'action',
    head: '操作',
    cell: (line) => (
      <ReasonAction
        path={`/api/v1/admin/accounts/${line.accountId}/unlock`}
        label="解除限制"
        title={`解除 ${line.name}（${line.employeeNo}）的登录限制`}
        consequence="清除这个账号的失败记录，可以立即再次登录。请先向本人核实，确认不是他人在试密码。"
        done="已解除登录限制"
      />
    ),
  },
];

/** Accounts whose log-ins failed of late. */
export function ThrottledTable({ lines }: { lines: readonly ThrottledLine[] }) {
  return (
    <DataTable
      caption="登录受限的账号"
      columns={THROTTLED}
      rows={lines}
      rowKey={(line) => line.accountId}
      empty={<EmptyState title="没有登录受限的账号">最近 15 分钟内没有登录失败的记录。</EmptyState>}
    />
  );
}

function liveColumns(self: string): Column<LiveLine>[] {
  return [
    { key: 'name', head: '账号', title: true, cell: (line) => `${line.name}（${line.employeeNo}）` },
    { key: 'class', head: '类别', cell: (line) => classText(line.roleClass) },
    { key: 'sessions', head: '会话', align: 'end', cell: (line) => line.sessions },
    { key: 'device', head: '设备', cell: (line) => deviceText(line.userAgent) },
    { key: 'address', head: '地址', cell: (line) => line.addresses.join('、') || '—' },
    { key: 'since', head: '登录于', cell: (line) => formatDateTime(line.signedInAt) },
    { key: 'seen', head: '最近活动', cell: (line) => formatDateTime(line.lastSeenAt) },
    {
      key: 'action',
      head: '操作',
      cell: (line) =>
        line.accountId === self ? (
          <span className="text-ink-2 text-sm">本人</span>
        ) : (
          <ReasonAction
            path={`/api/v1/admin/accounts/${line.accountId}/end-sessions`}
            label="强制下线"
            title={`强制 ${line.name}（${line.employeeNo}）下线`}
            consequence="这个账号在所有设备上的登录立即失效，须重新登录。正在考试的人已保存的答案不受影响，重新登录后可继续。"
            done="已强制下线"
            variant="danger"
          />
        ),
    },
  ];
}

/** Who is signed in now. */
export function LiveTable({ lines, self }: { lines: readonly LiveLine[]; self: string }) {
  return (
    <DataTable
      caption="当前会话"
      columns={liveColumns(self)}
      rows={lines}
      rowKey={(line) => line.accountId}
      empty={<EmptyState title="没有符合条件的会话">请清除筛选条件后再看。</EmptyState>}
    />
  );
}
