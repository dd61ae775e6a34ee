import type { Metadata } from 'next';
import { ClosedChannels, DeliveryTable } from '#components/office/delivery-table.tsx';
import { OfficeTabs } from '#components/office/office-tabs.tsx';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { TabLinks } from '#components/ui/tab-links.tsx';
import { DELIVERY_STATE_LABEL, DELIVERY_STATES } from '#domain/reminders/delivery.ts';
import { requirePage } from '#server/auth/page-guard.ts';
import { hrefWith } from '#server/operations/admin/queries.ts';
import { DeliveryQuery, readDeliveries } from '#server/operations/reminders/delivery-log.ts';

export const metadata: Metadata = { title: '提醒发送' };

const PATH = '/office/deliveries';

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function DeliveriesPage({ searchParams }: Props) {
  const principal = await requirePage('office.deliveries', PATH);
  const query = DeliveryQuery.parse(await searchParams);
  const log = await readDeliveries(principal, query);
  const all = DELIVERY_STATES.reduce((sum, state) => sum + log.counts[state], 0);
  return (
    <>
      <PageHeader
        title="提醒发送"
        description="以邮件和消息接口发出的提醒。发出的内容只有日期和登录地址，不含姓名、等级和事项。"
        crumbs={[{ label: '保密办', href: '/office' }, { label: '提醒发送' }]}
      />
      <OfficeTabs current={PATH} />
      <div className="space-y-4">
        <ClosedChannels settings={log.settings} />
        <TabLinks
          label="状态"
          current={hrefWith(PATH, { state: query.state })}
          items={[
            { href: PATH, label: `全部（${all}）` },
            ...DELIVERY_STATES.map((state) => ({
              href: hrefWith(PATH, { state }),
              label: `${DELIVERY_STATE_LABEL[state]}（${log.counts[state]}）`,
            })),
          ]}
        />
        <section aria-label="发送记录">
          <Card flush>
            <DeliveryTable lines={log.rows} isFiltered={query.state !== undefined} />
          </Card>
          <Pagination
            page={log.page}
            pageCount={log.pageCount}
            total={log.total}
            unit="条"
            href={(page) => hrefWith(PATH, { ...query, page })}
          />
        </section>
      </div>
    </>
  );
}
