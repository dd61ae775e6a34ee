import type { Metadata } from 'next';
import { AccountTable } from '#components/admin/account-table.tsx';
import { AdminTabs } from '#components/admin/admin-tabs.tsx';
import { SearchForm } from '#components/admin/search-form.tsx';
import { Card } from '#components/ui/card.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input, Select } from '#components/ui/input.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { requirePage } from '#server/auth/page-guard.ts';
import { readAccounts } from '#server/operations/admin/lists.ts';
import { AccountQuery, hrefWith } from '#server/operations/admin/queries.ts';

export const metadata: Metadata = { title: '账号' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const PATH = '/admin/accounts';

export default async function AccountsPage({ searchParams }: Props) {
  const principal = await requirePage('admin.accounts', PATH);
  const query = AccountQuery.parse(await searchParams);
  const list = await readAccounts(principal, query, query.page ?? 1);
  return (
    <>
      <PageHeader
        title="账号"
        description="停用或启用账号。每次操作都要写明原因，并记入审计日志。"
        crumbs={[{ label: '管理', href: '/admin' }, { label: '账号' }]}
      />
      <AdminTabs roleClass={principal.roleClass} current={PATH} />
      <SearchForm reset={PATH}>
        <Field id="q" label="工号或姓名">
          <Input id="q" name="q" defaultValue={query.q} maxLength={60} type="search" />
        </Field>
        <Field id="status" label="状态">
          <Select id="status" name="status" defaultValue={query.status ?? ''}>
            <option value="">全部</option>
            <option value="active">启用</option>
            <option value="disabled">停用</option>
          </Select>
        </Field>
      </SearchForm>
      <Card flush>
        <AccountTable lines={list.rows} self={principal.accountId} />
      </Card>
      <Pagination
        page={list.page}
        pageCount={list.pageCount}
        total={list.total}
        unit="个"
        href={(page) => hrefWith(PATH, { ...query, page })}
      />
    </>
  );
}
