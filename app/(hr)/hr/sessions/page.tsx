import type { Metadata } from 'next';
import { HrTabs } from '#components/people/hr-tabs.tsx';
import { SessionFilter } from '#components/sessions/session-filter.tsx';
import { SessionTable } from '#components/sessions/session-table.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { SessionQuery, sessionsHref } from '#domain/hours/sessions/session-query.ts';
import { requirePage } from '#server/auth/page-guard.ts';
import { readSessions } from '#server/operations/sessions/read.ts';

export const metadata: Metadata = { title: '集中培训' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SessionsPage({ searchParams }: Props) {
  const principal = await requirePage('hours.sessions', '/hr/sessions');
  const query = SessionQuery.parse(await searchParams);
  const list = await readSessions(principal, query);
  const isFiltered = sessionsHref(query) !== sessionsHref({});
  return (
    <div className="space-y-4">
      <PageHeader
        title="集中培训"
        description="集中培训、参观走访和纸笔考试：登记、签到、审批后计入学时台账。"
        action={
          list.mayEnter ? (
            <ButtonLink variant="primary" href="/hr/sessions/new">
              登记集中培训
            </ButtonLink>
          ) : null
        }
      />
      <HrTabs current="/hr/sessions" roles={principal.roles} />
      <SessionFilter query={query} units={list.units} thisYear={list.thisYear} />
      <Card flush>
        {list.total === 0 ? (
          <EmptyState title={isFiltered ? '没有符合条件的培训' : '还没有登记过培训'}>
            {isFiltered
              ? '请减少筛选条件，或点“清除”查看全部。'
              : '由人事部门、保密办或部门保密员登记；登记、签到、审批后，学时计入参加人员的台账。'}
          </EmptyState>
        ) : (
          <>
            <SessionTable rows={list.rows} />
            <div className="px-4">
              <Pagination
                page={list.page}
                pageCount={list.pageCount}
                total={list.total}
                unit="场"
                href={(page) => sessionsHref(query, { page })}
              />
            </div>
          </>
        )}
      </Card>
    </div>
  );
}
