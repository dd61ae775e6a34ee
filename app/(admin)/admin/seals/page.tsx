import type { Metadata } from 'next';
import { AdminTabs } from '#components/admin/admin-tabs.tsx';
import { Alert } from '#components/ui/alert.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { KeyValues } from '#components/ui/key-values.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requirePage } from '#server/auth/page-guard.ts';
import { checkSeals } from '#server/operations/admin/audit-trail.ts';

export const metadata: Metadata = { title: '封存校验' };

export default async function SealsPage() {
  const principal = await requirePage('admin.audit', '/admin/seals');
  const report = await checkSeals(principal);
  return (
    <>
      <PageHeader
        title="封存校验"
        description="日志每分钟封存一段，每段的摘要都包含上一段；改动、删除或插入任何一条，从那一段起都对不上。"
        crumbs={[{ label: '管理', href: '/admin' }, { label: '封存校验' }]}
        action={<ButtonLink href="/admin/seals">重新校验</ButtonLink>}
      />
      <AdminTabs roleClass={principal.roleClass} current="/admin/seals" />
      <div className="space-y-4">
        {report.firstBadSeal === null ? (
          <Alert tone="success" title="全部封存校验通过">
            {report.seals} 段、{report.events} 条日志与封存时一致。
          </Alert>
        ) : (
          <Alert tone="danger" title={`第 ${report.firstBadSeal} 段对不上`}>
            这一段或之前的日志被改动过。请保留现场，不要清理数据库，立即报告保密工作机构。
          </Alert>
        )}
        <Card title="校验范围">
          <KeyValues
            items={[
              { label: '封存段数', value: report.seals },
              { label: '核对通过的日志', value: `${report.events} 条` },
              { label: '已封存到', value: `第 ${report.lastSealed} 条` },
              { label: '首个异常段', value: report.firstBadSeal ?? '无' },
            ]}
          />
          <p className="mt-3 text-ink-2 text-sm">最近一分钟内的日志尚未封存。本次校验已记入审计日志。</p>
        </Card>
      </div>
    </>
  );
}
