import type { Metadata } from 'next';
import { CaseTable } from '#components/cases/case-table.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requirePage } from '#server/auth/page-guard.ts';
import { readOwnCases } from '#server/operations/cases/lists.ts';
import { readStartable } from '#server/operations/cases/startable.ts';

export const metadata: Metadata = { title: '我的事项' };

export default async function OwnCasesPage() {
  const principal = await requirePage('case.list-own', '/me/cases');
  const [items, startable] = await Promise.all([readOwnCases(principal), readStartable(principal)]);
  const open = items.filter((item) => item.closedAt === null);
  const closed = items.filter((item) => item.closedAt !== null);
  return (
    <div className="space-y-4">
      <PageHeader
        title="我的事项"
        description="上岗、复审、重大事项、出境、离岗等办理过程，走到哪一步、由谁办理都在这里。"
        crumbs={[{ label: '我的', href: '/me' }, { label: '我的事项' }]}
      />
      {startable.length > 0 ? (
        <Card title="我要办理">
          <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
            {startable.map(({ kind, label, basis }) => (
              <li key={kind} className="space-y-1">
                <ButtonLink href={`/me/cases/new?kind=${kind}`} className="w-full">
                  {label}
                </ButtonLink>
                <p className="text-ink-2 text-xs">{basis}</p>
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
      {open.length > 0 ? (
        <Card title="正在办理" flush>
          <CaseTable items={open} caption="正在办理" isOwn />
        </Card>
      ) : null}
      {closed.length > 0 ? (
        <Card title="已办结" flush>
          <CaseTable items={closed} caption="已办结" isOwn />
        </Card>
      ) : null}
      {items.length === 0 ? (
        <Card>
          <EmptyState title="没有与您有关的流程">
            {startable.length > 0
              ? '需要报告或申请时，请从上面选择。'
              : '上岗由用人部门或人事部门提名，提名后会在这里显示，并发给您一条通知。'}
          </EmptyState>
        </Card>
      ) : null}
    </div>
  );
}
