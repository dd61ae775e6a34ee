import type { Metadata } from 'next';
import { HrTabs } from '#components/people/hr-tabs.tsx';
import { ExemptionList } from '#components/plans/exemption-list.tsx';
import { HandForm } from '#components/plans/hand-form.tsx';
import { HandPlanList } from '#components/plans/hand-plan-list.tsx';
import { PlansFilter } from '#components/plans/plans-filter.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { TabLinks } from '#components/ui/tab-links.tsx';
import { PlansQuery, plansHref } from '#domain/people/exemption-view.ts';
import { requirePage } from '#server/auth/page-guard.ts';
import { type PlansPage, readPlansPage } from '#server/operations/exemptions/read.ts';

export const metadata: Metadata = { title: '计划办理' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const EMPTY = {
  waiting: [
    '没有等待审批的申请',
    '本人可在“我的”页面的计划上申请免训或延期；人事部门和部门保密员可在个人档案中代为申请。',
  ],
  approved: ['没有符合条件的免训或延期', '批准后的免训和延期会列在这里。'],
  'by-hand': ['没有手工列入的计划', '按规则列入的计划不在此列，请到人员名单查看。'],
} as const;

function Rows({ page }: { page: PlansPage }) {
  if (page.list.total === 0) {
    const [title, text] = EMPTY[page.view];
    return <EmptyState title={title}>{text}</EmptyState>;
  }
  if (page.view === 'by-hand') return <HandPlanList rows={page.list.rows} mayAssign={page.mayAssign} />;
  return <ExemptionList lines={page.list.rows} />;
}

export default async function PlansListPage({ searchParams }: Props) {
  const principal = await requirePage('hr.plans', '/hr/plans');
  const query = PlansQuery.parse(await searchParams);
  const page = await readPlansPage(principal, query);
  return (
    <div className="space-y-4">
      <PageHeader title="计划办理" description="免训与延期的审批，以及手工列入的专题和会前计划。免训不等于达标。" />
      <HrTabs current="/hr/plans" roles={principal.roles} />
      <TabLinks
        label="计划办理"
        current={plansHref({ view: page.view })}
        items={[
          { href: plansHref({}), label: '待审批', count: page.waiting },
          { href: plansHref({ view: 'approved' }), label: '已批准' },
          { href: plansHref({ view: 'by-hand' }), label: '手工列入' },
        ]}
      />
      {page.view === 'by-hand' && page.mayAssign ? (
        <Card title="手工列入计划">
          <HandForm units={page.units} today={page.today} />
        </Card>
      ) : null}
      <PlansFilter query={query} years={page.years} />
      <Card flush>
        <Rows page={page} />
        {page.list.total > 0 ? (
          <div className="px-4">
            <Pagination
              page={page.list.page}
              pageCount={page.list.pageCount}
              total={page.list.total}
              unit="项"
              href={(to) => plansHref({ ...query, page: to })}
            />
          </div>
        ) : null}
      </Card>
    </div>
  );
}
