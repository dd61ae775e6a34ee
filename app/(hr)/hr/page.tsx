import type { Metadata } from 'next';
import { CompletionCard, ExpiringCard, HoursCard, TrendCard } from '#components/people/dashboard-charts.tsx';
import { DashboardTiles } from '#components/people/dashboard-tiles.tsx';
import { FilterBar } from '#components/people/filter-bar.tsx';
import { HrTabs } from '#components/people/hr-tabs.tsx';
import { PrintButton } from '#components/people/print-button.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { filterOf, peopleHref, peopleQueryFrom } from '#domain/people/progress-filter.ts';
import { requirePage } from '#server/auth/page-guard.ts';
import { readHrDashboard } from '#server/operations/hr/dashboard.ts';
import { areaTitle } from '#server/operations/hr/scope.ts';

export const metadata: Metadata = { title: '培训看板' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function HrPage({ searchParams }: Props) {
  const principal = await requirePage('hr.dashboard', '/hr');
  const query = peopleQueryFrom(await searchParams);
  const { view, unitOptions, today } = await readHrDashboard(principal, filterOf(query));
  const { tiles } = view;
  return (
    <div className="space-y-4">
      <PageHeader
        title={`${areaTitle(principal)}培训看板 · ${view.year} 年度`}
        description={`${view.organisation}，截至 ${view.day}`}
        updatedAt={view.now}
        action={
          <>
            <PrintButton>打印</PrintButton>
            <ButtonLink href="/office/certificates">证明登记</ButtonLink>
            <ButtonLink variant="primary" href={peopleHref(tiles.missing.list)}>
              查看未达标名单
            </ButtonLink>
          </>
        }
      />
      <HrTabs current="/hr" roles={principal.roles} />
      <FilterBar
        action="/hr"
        query={query}
        year={view.year}
        thisYear={Number(today.slice(0, 4))}
        today={today}
        units={unitOptions}
      />
      <DashboardTiles tiles={tiles} />
      {tiles.owed.count === 0 ? (
        <Card>
          <EmptyState title="这个范围内没有应训人员">
            请换一个年度、单位或计划；如果计划还没有分配，请联系保密办。
          </EmptyState>
        </Card>
      ) : (
        <div className="grid items-start gap-4 xl:grid-cols-2">
          <div className="min-w-0 space-y-4">
            <CompletionCard title="各单位完成情况" head="单位" bars={view.units} />
            <HoursCard hours={view.hours} requiredHours={view.requiredHours} />
          </div>
          <div className="min-w-0 space-y-4">
            <TrendCard trend={view.trend} year={view.year} />
            <CompletionCard title="各类人员完成情况" head="类别" bars={view.categories} />
            <ExpiringCard expiring={view.expiring} />
          </div>
        </div>
      )}
    </div>
  );
}
