import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { ApprovalsCard } from '#components/home/approvals-card.tsx';
import { OfficeBlock } from '#components/home/office-block.tsx';
import { OwnBlock } from '#components/home/own-block.tsx';
import { PeopleBlock } from '#components/home/people-block.tsx';
import { WaitingBlock } from '#components/home/waiting-block.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { waitingApprovals } from '#domain/people/approvals.ts';
import { requirePage } from '#server/auth/page-guard.ts';
import { type Home, readHome } from '#server/operations/home/read-home.ts';

export const metadata: Metadata = { title: '首页' };

function yearLine({ year, dueOn, daysLeft }: Home): string {
  const due = `${year} 年度 · 截止 ${dueOn.slice(0, 4) === String(year) ? dueOn.slice(5) : dueOn}`;
  if (daysLeft < 0) return `${due} · 已过 ${-daysLeft} 天`;
  return daysLeft === 0 ? `${due} · 今天是最后一天` : `${due} · 还有 ${daysLeft} 天`;
}

export default async function HomePage() {
  const principal = await requirePage('home.read', '/');
  if (principal.roleClass !== 'business') redirect('/admin');
  const home = await readHome(principal);
  const hasWork = home.people !== null || home.office !== null;
  return (
    <div className="space-y-6">
      <PageHeader title={`${home.name}，${home.greeting}`} description={yearLine(home)} />
      <WaitingBlock {...home.waiting} />
      <ApprovalsCard items={waitingApprovals(home.approvals)} />
      {home.people ? <PeopleBlock {...home.people} /> : null}
      {home.office ? <OfficeBlock {...home.office} /> : null}
      {home.own ? (
        <section aria-label="我的学习">
          {hasWork ? <h2 className="mb-3 text-lg">我的学习</h2> : null}
          <OwnBlock own={home.own} />
        </section>
      ) : null}
      {!hasWork && !home.own ? (
        <EmptyState title="这个账号还没有关联人员">请联系人事部门核对花名册，关联后即可学习和考试。</EmptyState>
      ) : null}
    </div>
  );
}
