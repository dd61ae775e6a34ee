import type { Metadata } from 'next';
import { AdminTabs } from '#components/admin/admin-tabs.tsx';
import { SearchForm } from '#components/admin/search-form.tsx';
import { LiveTable, ThrottledTable } from '#components/admin/security-tables.tsx';
import { Card } from '#components/ui/card.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { requirePage } from '#server/auth/page-guard.ts';
import { readLiveSessions, readThrottled } from '#server/operations/admin/lists.ts';
import { hrefWith, SessionQuery } from '#server/operations/admin/queries.ts';

export const metadata: Metadata = { title: '登录与会话' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const PATH = '/admin/security';

export default async function SecurityPage({ searchParams }: Props) {
  const principal = await requirePage('admin.security', PATH);
  const query = SessionQuery.parse(await searchParams);
  const [throttled, live] = await Promise.all([
    readThrottled(principal),
    readLiveSessions(principal, query, query.page ?? 1),
  ]);
  return (
    <>
      <PageHeader
        title="登录与会话"
        description="解除登录限制，结束可疑的会话。"
        crumbs={[{ label: '管理', href: '/admin' }, { label: '登录与会话' }]}
      />
      <AdminTabs roleClass={principal.roleClass} current={PATH} />
      <div className="space-y-5">
        <Card title={`登录受限的账号（${throttled.length}）`} flush>
          <ThrottledTable lines={throttled} />
        </Card>
        <section id="sessions" aria-labelledby="sessions-title">
          <h2 id="sessions-title" className="mb-2 text-lg">
            当前会话（{live.total}）
          </h2>
          <SearchForm reset={PATH}>
            <Field id="q" label="工号或姓名">
              <Input id="q" name="q" defaultValue={query.q} maxLength={60} type="search" />
            </Field>
          </SearchForm>
          <Card flush>
            <LiveTable lines={live.rows} self={principal.accountId} />
          </Card>
          <Pagination
            page={live.page}
            pageCount={live.pageCount}
            total={live.total}
            unit="个"
            href={(page) => hrefWith(PATH, { ...query, page })}
          />
        </section>
      </div>
    </>
  );
}
