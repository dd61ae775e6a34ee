import type { Metadata } from 'next';
import { AdminTabs } from '#components/admin/admin-tabs.tsx';
import { RoleTable } from '#components/admin/role-table.tsx';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { passwordRuleTexts } from '#domain/access/password-policy.ts';
import { requirePage } from '#server/auth/page-guard.ts';
import { env } from '#server/env.ts';
import { readRoleHolders } from '#server/operations/admin/lists.ts';

export const metadata: Metadata = { title: '权限与密码策略' };

const PROFILE_TEXT = {
  modern: '现代口令策略：看重长度，不强制字符种类和定期更换（OWASP ASVS 5.0、NIST SP 800-63B）。',
  'classified-protection': '等级保护口令策略：要求字符种类和定期更换（GB/T 22239-2019 8.1.4.1）。',
} as const;

const SESSION_RULES = [
  '业务账号 30 分钟无操作自动退出，三员账号 10 分钟；任何会话最长 12 小时。',
  '15 分钟内同一来源连续失败 5 次须等待，等待时间逐次加倍，最长 15 分钟；其他来源不受影响。',
  '停用账号、修改密码、强制下线后，原有会话立即失效。',
];

export default async function RolesPage() {
  const principal = await requirePage('admin.security', '/admin/roles');
  const holders = await readRoleHolders(principal);
  return (
    <>
      <PageHeader
        title="权限与密码策略"
        description="谁持有哪些角色；三员互斥，任何账号不能兼任，也不能兼有业务角色。"
        crumbs={[{ label: '管理', href: '/admin' }, { label: '权限与密码策略' }]}
      />
      <AdminTabs roleClass={principal.roleClass} current="/admin/roles" />
      <div className="space-y-5">
        <Card title={`角色（${holders.length}）`} flush>
          <RoleTable lines={holders} />
        </Card>
        <div className="grid items-start gap-4 md:grid-cols-2">
          <Card title="密码策略">
            <p>{PROFILE_TEXT[env.PASSWORD_PROFILE]}</p>
            <ul className="mt-2 list-disc space-y-0.5 pl-5 text-sm">
              {passwordRuleTexts(env.PASSWORD_PROFILE).map((rule) => (
                <li key={rule}>{rule}</li>
              ))}
            </ul>
            <p className="mt-2 text-ink-2 text-sm">策略由部署时的 PASSWORD_PROFILE 设置决定，改动后重新启动生效。</p>
          </Card>
          <Card title="登录与会话规则">
            <ul className="list-disc space-y-0.5 pl-5 text-sm">
              {SESSION_RULES.map((rule) => (
                <li key={rule}>{rule}</li>
              ))}
            </ul>
          </Card>
        </div>
      </div>
    </>
  );
}
