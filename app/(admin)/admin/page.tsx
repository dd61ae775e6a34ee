import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { AdminTabs } from '#components/admin/admin-tabs.tsx';
import { ApproveReset } from '#components/admin/approve-reset.tsx';
import { AuditTable } from '#components/admin/audit-table.tsx';
import { ThrottledTable } from '#components/admin/security-tables.tsx';
import { SystemCards } from '#components/admin/system-cards.tsx';
import { FigureLink, Figures } from '#components/home/figure-link.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import type { Principal } from '#domain/access/principal.ts';
import { ROLE_LABEL } from '#domain/access/roles.ts';
import { requirePage } from '#server/auth/page-guard.ts';
import { readAuditOverview, readSecurityOverview } from '#server/operations/admin/overview.ts';
import { readSystemState } from '#server/operations/admin/system-state.ts';

export const metadata: Metadata = { title: '管理' };

async function SystemPart({ principal }: { principal: Principal }) {
  const state = await readSystemState(principal);
  if (!state.ok) notFound();
  return (
    <div className="space-y-4">
      <ApproveReset />
      <SystemCards state={state.value} />
    </div>
  );
}

async function SecurityPart({ principal }: { principal: Principal }) {
  const { blocked, throttled, signedIn } = await readSecurityOverview(principal);
  return (
    <div className="space-y-5">
      <Figures label="安全概况">
        <FigureLink
          label="等待解除的账号"
          value={blocked}
          unit="个"
          tone={blocked > 0 ? 'danger' : 'success'}
          href="/admin/security"
          note={blocked > 0 ? '请核实本人后解除' : '没有人被限制登录'}
        />
        <FigureLink
          label="15 分钟内登录失败"
          value={throttled.length}
          unit="个账号"
          tone={throttled.length > 0 ? 'warning' : 'success'}
          href="/admin/security"
        />
        <FigureLink label="当前在线" value={signedIn} unit="个账号" href="/admin/security#sessions" />
        <FigureLink label="角色与密码策略" value="查看" href="/admin/roles" note="谁有哪些权限" />
      </Figures>
      <Card title="登录受限的账号" flush>
        <ThrottledTable lines={throttled} />
      </Card>
    </div>
  );
}

async function AuditPart({ principal }: { principal: Principal }) {
  const { weekFrom, total, week, refused, adminActs, seals, sealedUpto, lastRefused } =
    await readAuditOverview(principal);
  const from = `from=${weekFrom}`;
  return (
    <div className="space-y-5">
      <Figures label="审计概况">
        <FigureLink
          label="近 7 天日志"
          value={week}
          unit="条"
          href={`/admin/audit?${from}`}
          note={`全部 ${total} 条`}
        />
        <FigureLink
          label="近 7 天被拒绝"
          value={refused}
          unit="条"
          tone={refused > 0 ? 'warning' : 'success'}
          href={`/admin/audit?${from}&outcome=refused`}
          note="含登录失败和越权"
        />
        <FigureLink
          label="近 7 天停用或启用账号"
          value={adminActs}
          unit="次"
          href={`/admin/audit?${from}&action=admin.set-account-status`}
        />
        <FigureLink label="封存" value={seals} unit="段" href="/admin/seals" note={`已封存到第 ${sealedUpto} 条`} />
      </Figures>
      <Card title="近 7 天被拒绝的操作" flush>
        {lastRefused.length > 0 ? (
          <AuditTable lines={lastRefused} />
        ) : (
          <EmptyState title="没有被拒绝的操作">登录失败和越权操作会出现在这里。</EmptyState>
        )}
      </Card>
    </div>
  );
}

export default async function AdminPage() {
  const principal = await requirePage('admin.read', '/admin');
  const { roleClass } = principal;
  if (roleClass === 'business') notFound();
  return (
    <>
      <PageHeader
        title={ROLE_LABEL[roleClass]}
        description="三员各管一段、互相制约：系统管理员管运行和账号，安全保密管理员管权限和安全策略，安全审计员管审计。都看不到培训和考试数据。"
      />
      <AdminTabs roleClass={roleClass} current="/admin" />
      {roleClass === 'sysadmin' ? <SystemPart principal={principal} /> : null}
      {roleClass === 'secadmin' ? <SecurityPart principal={principal} /> : null}
      {roleClass === 'auditor' ? <AuditPart principal={principal} /> : null}
    </>
  );
}
