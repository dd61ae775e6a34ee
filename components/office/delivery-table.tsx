import { DELIVERY_CHANNEL_LABEL, DELIVERY_STATE_LABEL, type DeliveryState } from '../../domain/reminders/delivery.ts';
import type { DeliveryLine, DeliverySetting } from '../../domain/reminders/delivery-view.ts';
import { Alert } from '../ui/alert.tsx';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatDateTime } from '../ui/format.ts';
import { Status } from '../ui/status.tsx';
import type { Tone } from '../ui/tone.ts';
import { ResendButton } from './delivery-resend.tsx';

const TONE: Readonly<Record<DeliveryState, Tone>> = {
  queued: 'neutral',
  sending: 'info',
  sent: 'success',
  failed: 'danger',
};

const COLUMNS: readonly Column<DeliveryLine>[] = [
  { key: 'created', head: '生成时间', cell: (line) => formatDateTime(line.createdAt) },
  { key: 'text', head: '内容', title: true, cell: (line) => line.text },
  { key: 'channel', head: '方式', cell: (line) => DELIVERY_CHANNEL_LABEL[line.channel] },
  { key: 'recipient', head: '接收人', cell: (line) => <span className="break-all">{line.recipient}</span> },
  {
    key: 'state',
    head: '状态',
    cell: (line) => <Status tone={TONE[line.state]}>{DELIVERY_STATE_LABEL[line.state]}</Status>,
  },
  { key: 'sent', head: '发出时间', cell: (line) => (line.sentAt ? formatDateTime(line.sentAt) : '—') },
  { key: 'tries', head: '尝试次数', align: 'end', cell: (line) => line.tries },
  {
    key: 'error',
    head: '最近一次错误',
    cell: (line) => <span className="break-words text-sm">{line.lastError || '—'}</span>,
  },
  { key: 'act', head: '操作', cell: (line) => (line.state === 'failed' ? <ResendButton id={line.id} /> : '—') },
];

export function DeliveryTable({ lines, isFiltered }: { lines: readonly DeliveryLine[]; isFiltered: boolean }) {
  return (
    <DataTable
      caption="提醒发送记录"
      columns={COLUMNS}
      rows={lines}
      rowKey={(line) => line.id}
      empty={
        <EmptyState title={isFiltered ? '没有这种状态的记录' : '还没有发送过提醒'}>
          {isFiltered
            ? '请选择其他状态。'
            : '有事项临近或超过期限时，系统会在站内通知有关人员，并按已启用的方式发送，记录列在这里。'}
        </EmptyState>
      }
    />
  );
}

const HOW = {
  email: '由系统管理员在服务器上设置 SMTP_URL 和 SMTP_FROM，本人在“个人信息与会话”填写邮箱',
  webhook: '由系统管理员在服务器上设置 WEBHOOK_URL 和 WEBHOOK_SECRET',
} as const;

/** Says which ways out are not set up, and how they would be. */
export function ClosedChannels({ settings }: { settings: readonly DeliverySetting[] }) {
  const closed = settings.filter(({ isOpen }) => !isOpen);
  if (closed.length === 0) return null;
  return (
    <Alert tone="info" title={`没有启用：${closed.map(({ channel }) => DELIVERY_CHANNEL_LABEL[channel]).join('、')}`}>
      <p>站内通知不受影响。需要启用的：</p>
      <ul className="list-disc pl-5">
        {closed.map(({ channel }) => (
          <li key={channel}>
            {DELIVERY_CHANNEL_LABEL[channel]}：{HOW[channel]}。
          </li>
        ))}
      </ul>
    </Alert>
  );
}
