import type { Metadata } from 'next';
import { AdminTabs } from '#components/admin/admin-tabs.tsx';
import { AuditFilter } from '#components/admin/audit-filter.tsx';
import { AuditTable } from '#components/admin/audit-table.tsx';
import { buttonClass } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { requirePage } from '#server/auth/page-guard.ts';
import { AUDIT_EXPORT_MAX, readAuditPage } from '#server/operations/admin/audit-trail.ts';
import { AuditQuery, hrefWith } from '#server/operations/admin/queries.ts';

export const metadata: Metadata = { title: '审计日志' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const PATH = '/admin/audit';

export default async function AuditPage({ searchParams }: Props) {
  const principal = await requirePage('admin.audit', PATH);
  const query = AuditQuery.parse(await searchParams);
  const { page: asked = 1, ...filter } = query;
  const list = await readAuditPage(principal, filter, asked);
  const canExport = list.total > 0 && list.total <= AUDIT_EXPORT_MAX;
  return (
    <>
      <PageHeader
        title="审计日志"
        description="只能查看和导出，任何人都不能修改或删除。导出本身也会记入日志。"
        crumbs={[{ label: '管理', href: '/admin' }, { label: '审计日志' }]}
        action={
          canExport ? (
            <a href={hrefWith('/api/v1/admin/audit.csv', filter)} download className={buttonClass({})}>
              导出 CSV
            </a>
          ) : null
        }
      />
      <AdminTabs roleClass={principal.roleClass} current={PATH} />
      <AuditFilter values={filter} actions={list.actions} />
      {list.total > AUDIT_EXPORT_MAX ? (
        <p className="mb-2 text-ink-2 text-sm">超过 {AUDIT_EXPORT_MAX} 条不能一次导出，请缩短时间范围。</p>
      ) : null}
      <Card flush>
        <AuditTable lines={list.rows} />
      </Card>
      <Pagination
        page={list.page}
        pageCount={list.pageCount}
        total={list.total}
        href={(page) => hrefWith(PATH, { ...filter, page })}
      />
    </>
  );
}
