import type { Metadata } from 'next';
import { ItemFilter } from '#components/office/item-filter.tsx';
import { ItemTable } from '#components/office/item-table.tsx';
import { OfficeTabs } from '#components/office/office-tabs.tsx';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { requirePage } from '#server/auth/page-guard.ts';
import { ITEM_SORTS, ItemQuery, itemListHref, readItemList } from '#server/operations/office/item-list.ts';
import { currentYear } from '#server/operations/standing.ts';

export const metadata: Metadata = { title: '试题分析' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ItemsPage({ searchParams }: Props) {
  const principal = await requirePage('office.items', '/office/items');
  const query = ItemQuery.parse(await searchParams);
  const year = await currentYear();
  const list = await readItemList(principal, year, query);
  const { pool = '', type = '', difficulty = '', lesson = '', flag = '' } = query;
  return (
    <>
      <PageHeader
        title="试题分析"
        description={`依据 ${year} 年度最近 ${list.papers} 份已评分答卷；人数不足 20 的题不作判断。需复核的排在最前。`}
        crumbs={[{ label: '保密办', href: '/office' }, { label: '试题分析' }]}
      />
      <OfficeTabs current="/office/items" />
      <ItemFilter values={{ pool, type, difficulty, lesson, flag }} lessons={list.lessons} />
      <Card flush>
        <ItemTable
          lines={list.rows}
          sort={{
            key: query.sort ?? 'flags',
            direction: query.dir ?? 'asc',
            href: (key, dir) =>
              itemListHref(query, { sort: ITEM_SORTS.find((sort) => sort === key), dir, page: undefined }),
          }}
        />
      </Card>
      <Pagination
        page={list.page}
        pageCount={list.pageCount}
        total={list.total}
        unit="题"
        href={(page) => itemListHref(query, { page })}
      />
    </>
  );
}
