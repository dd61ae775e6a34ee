import type { RoleClass } from '../../domain/access/roles.ts';
import { type TabLink, TabLinks } from '../ui/tab-links.tsx';

const TABS: Readonly<Record<RoleClass, readonly TabLink[]>> = {
  business: [],
  sysadmin: [
    { href: '/admin', label: '系统状态' },
    { href: '/admin/accounts', label: '账号' },
  ],
  secadmin: [
    { href: '/admin', label: '安全概况' },
    { href: '/admin/security', label: '登录与会话' },
    { href: '/admin/roles', label: '权限与密码策略' },
  ],
  auditor: [
    { href: '/admin', label: '审计概况' },
    { href: '/admin/audit', label: '审计日志' },
    { href: '/admin/seals', label: '封存校验' },
  ],
};

/** The part of the administration that belongs to one of the three administrators; they share no page but the first. */
export function AdminTabs({ roleClass, current }: { roleClass: RoleClass; current: string }) {
  return (
    <div className="mb-4">
      <TabLinks label="管理" current={current} items={TABS[roleClass]} />
    </div>
  );
}
