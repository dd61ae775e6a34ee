import type { Metadata } from 'next';
import { CaseFilter } from '#components/cases/case-filter.tsx';
import { caseQueryFrom, casesHref } from '#components/cases/case-query.ts';
import { CaseTable } from '#components/cases/case-table.tsx';
import { OpenMenu } from '#components/cases/open-menu.tsx';
import { HrTabs } from '#components/people/hr-tabs.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { openingsForRoles } from '#domain/certification/case/startable.ts';
import { requirePage } from '#server/auth/page-guard.ts';
import { readCases } from '#server/operations/cases/lists.ts';
import { areaTitle } from '#server/operations/hr/scope.ts';

export const metadata: Metadata = { title: '流程' };

const SIZE = 25;

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function CasesPage({ searchParams }: Props) {
  const principal = await requirePage('hr.cases', '/hr/cases');
  const query = caseQueryFrom(await searchParams);
  const { kind, status, q, page } = query;
  const { items, total } = await readCases(principal, { kind, status, q }, { page, size: SIZE });
  return (
    <div className="space-y-4">
      <PageHeader
        title={`${areaTitle(principal)}涉密人员流程`}
        description={`符合条件的共 ${total} 件，新发起的在前。`}
        action={<OpenMenu openings={openingsForRoles(principal.roles)} />}
      />
      <HrTabs current="/hr/cases" roles={principal.roles} />
      <CaseFilter query={query} />
      <Card flush>
        {items.length === 0 ? (
          <EmptyState title="没有符合条件的流程">请换一个事项或状态；不在您负责范围内的流程不会显示。</EmptyState>
        ) : (
          <>
            <CaseTable items={items} caption="流程" />
            <div className="px-4">
              <Pagination
                page={page}
                pageCount={Math.ceil(total / SIZE)}
                total={total}
                unit="件"
                href={(to) => casesHref({ ...query, page: to })}
              />
            </div>
          </>
        )}
      </Card>
    </div>
  );
}
