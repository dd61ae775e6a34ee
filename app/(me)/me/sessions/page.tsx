import type { Metadata } from 'next';
import { CalendarLink } from '#components/home/calendar-link.tsx';
import { EmailForm } from '#components/home/email-form.tsx';
import { SessionList } from '#components/home/session-list.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { KeyValues } from '#components/ui/key-values.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { ROLE_LABEL } from '#domain/access/roles.ts';
import { requirePage } from '#server/auth/page-guard.ts';
import { readOwnEmail } from '#server/operations/account/own-email.ts';
import { readSessions } from '#server/operations/home/read-sessions.ts';

export const metadata: Metadata = { title: '个人信息与会话' };

export default async function SessionsPage() {
  const principal = await requirePage('account.list-sessions', '/me/sessions');
  const [sessions, { email, isOpen }] = await Promise.all([readSessions(principal), readOwnEmail(principal)]);
  const roles = principal.roles.map((role) => ROLE_LABEL[role]).join('、') || '员工';
  return (
    <div className="mx-auto max-w-4xl space-y-4">
      <PageHeader
        title="个人信息与会话"
        description="发现不认识的设备，请先退出该设备，再修改密码。"
        action={<ButtonLink href="/password">修改密码</ButtonLink>}
      />
      <Card title="个人信息">
        <KeyValues
          items={[
            { label: '姓名', value: principal.name },
            { label: '工号', value: principal.employeeNo },
            { label: '岗位权限', value: roles },
          ]}
        />
        <p className="mt-2 text-ink-2 text-sm">姓名、工号和岗位以花名册为准，有误请联系人事部门更正。</p>
      </Card>
      {principal.personId === null ? null : (
        <Card title="提醒" action={<CalendarLink />}>
          {isOpen ? (
            <EmailForm email={email} />
          ) : (
            <p className="text-ink-2 text-sm">
              临近或超过期限的事项会在“通知”中提醒您。本单位没有启用邮件提醒，可以下载日历文件导入自己的日历。
            </p>
          )}
        </Card>
      )}
      <Card title={`登录中的设备（${sessions.length}）`} flush>
        <SessionList sessions={sessions} />
      </Card>
    </div>
  );
}
