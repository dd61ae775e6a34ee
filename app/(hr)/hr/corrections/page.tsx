import type { Metadata } from 'next';
import { z } from 'zod';
import { HrTabs } from '#components/people/hr-tabs.tsx';
import { CorrectionList } from '#components/sessions/correction-list.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { TabLinks } from '#components/ui/tab-links.tsx';
import { requirePage } from '#server/auth/page-guard.ts';
import { readCorrections } from '#server/operations/corrections/read.ts';

export const metadata: Metadata = { title: '学时更正' };

const OPEN = '/hr/corrections';
const DONE = '/hr/corrections?state=done';
const Search = z.object({
  state: z.literal('done').optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function CorrectionsPage({ searchParams }: Props) {
  const principal = await requirePage('hours.corrections', OPEN);
  const { state, page: asked } = Search.parse(await searchParams);
  const isOpen = state === undefined;
  const { rows, total, page, pageCount } = await readCorrections(principal, isOpen, asked);
  const here = isOpen ? OPEN : DONE;
  return (
    <div className="space-y-4">
      <PageHeader title="学时更正" description="在个人档案的学时台账中申请；批准后新增一条冲减记录，原记录保留不变。" />
      <HrTabs current="/hr/corrections" roles={principal.roles} />
      <TabLinks
        label="更正"
        current={here}
        items={[
          { href: OPEN, label: '待审批' },
          { href: DONE, label: '已办结' },
        ]}
      />
      <Card flush>
        {total === 0 ? (
          <EmptyState title={isOpen ? '没有等待审批的更正' : '还没有办结的更正'}>
            发现学时登记有误时，请打开该人员的档案，在学时台账中点“申请更正”。
          </EmptyState>
        ) : (
          <>
            <CorrectionList lines={rows} />
            <div className="px-4">
              <Pagination
                page={page}
                pageCount={pageCount}
                total={total}
                unit="项"
                href={(to) =>
                  `/hr/corrections?${new URLSearchParams({ ...(isOpen ? {} : { state: 'done' }), page: String(to) })}`
                }
              />
            </div>
          </>
        )}
      </Card>
    </div>
  );
}
