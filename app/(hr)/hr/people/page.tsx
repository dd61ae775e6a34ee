import { Download } from 'lucide-react';
import type { Metadata } from 'next';
import { FilterBar } from '#components/people/filter-bar.tsx';
import { HrTabs } from '#components/people/hr-tabs.tsx';
import { PeopleTable } from '#components/people/people-table.tsx';
import { ButtonLink, buttonClass } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { Badge } from '#components/ui/status.tsx';
import { filterOf, peopleHref, peopleQueryFrom, queryOf } from '#domain/people/progress-filter.ts';
import { requirePage } from '#server/auth/page-guard.ts';
import { filterPhrases } from '#server/operations/hr/filter-text.ts';
import { readPeoplePage } from '#server/operations/hr/people.ts';
import { areaTitle } from '#server/operations/hr/scope.ts';

export const metadata: Metadata = { title: '人员名单' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function PeoplePage({ searchParams }: Props) {
  const principal = await requirePage('hr.people', '/hr/people');
  const query = peopleQueryFrom(await searchParams);
  const list = await readPeoplePage(principal, query);
  const { scope, org, total } = list;
  const phrases = filterPhrases(scope, list.unitOptions);
  return (
    <div className="space-y-4">
      <PageHeader
        title={`${areaTitle(principal)}人员名单 · ${scope.year} 年度`}
        description={`${org.name}，截至 ${scope.day}，共 ${total} 条（一人一项计划为一条）`}
        crumbs={[{ label: '培训看板', href: `/hr${queryOf({ year: scope.year })}` }, { label: '人员名单' }]}
        updatedAt={org.now}
        action={
          <a href={`/api/v1/hr/people.xlsx${queryOf(filterOf(query))}`} className={buttonClass({ variant: 'quiet' })}>
            <Download aria-hidden className="size-4" />
            导出 xlsx
          </a>
        }
      />
      <HrTabs current="/hr/people" roles={principal.roles} />
      <FilterBar
        action="/hr/people"
        query={query}
        year={scope.year}
        thisYear={org.year}
        today={org.today}
        units={list.unitOptions}
      />
      {phrases.length > 0 ? (
        <ul aria-label="当前筛选" className="flex flex-wrap gap-2">
          {phrases.map((phrase) => (
            <li key={phrase}>
              <Badge>{phrase}</Badge>
            </li>
          ))}
        </ul>
      ) : null}
      <Card flush>
        {total === 0 ? (
          <EmptyState
            title="没有符合条件的人员"
            action={
              query.q && query.status !== 'unassigned' ? (
                <ButtonLink href={peopleHref({ q: query.q, year: scope.year, status: 'unassigned' })}>
                  在未列入计划的人员中查找
                </ButtonLink>
              ) : null
            }
          >
            请减少筛选条件，或核对姓名与工号；不在您负责范围内的人员不会显示。
          </EmptyState>
        ) : (
          <>
            <PeopleTable
              key={queryOf(query)}
              rows={list.rows}
              query={query}
              sort={list.sort}
              dir={list.dir}
              canRemind={scope.day === scope.today}
            />
            <div className="px-4">
              <Pagination
                page={list.page}
                pageCount={list.pageCount}
                total={total}
                href={(page) => peopleHref(query, { page })}
              />
            </div>
          </>
        )}
      </Card>
    </div>
  );
}
