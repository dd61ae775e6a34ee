import { Download } from 'lucide-react';
import type { Metadata } from 'next';
import { WaitingList } from '#components/office/certificate-changes.tsx';
import { RegisterFilter, RegisterTable } from '#components/office/certificate-table.tsx';
import { OfficeTabs } from '#components/office/office-tabs.tsx';
import { buttonClass } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { Pagination } from '#components/ui/pagination.tsx';
import { requirePage } from '#server/auth/page-guard.ts';
import { hrefWith } from '#server/operations/admin/queries.ts';
import {
  isAsker,
  isDecider,
  RegisterQuery,
  readRegister,
  waitingRequests,
} from '#server/operations/certificates/register.ts';

export const metadata: Metadata = { title: '证明登记' };

const PATH = '/office/certificates';

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function CertificatesPage({ searchParams }: Props) {
  const principal = await requirePage('certificate.register', '/office/certificates');
  const query = RegisterQuery.parse(await searchParams);
  const [list, waiting] = await Promise.all([readRegister(principal, query), waitingRequests(principal)]);
  const follows = isAsker(principal) || isDecider(principal);
  return (
    <>
      <PageHeader
        title="证明登记"
        description="查找已签发的合格证明，申请或审批撤销、换发。每一行都已当场核验签名。"
        crumbs={
          principal.roles.includes('office') ? [{ label: '保密办', href: '/office' }, { label: '证明登记' }] : undefined
        }
        action={
          isAsker(principal) ? (
            <a href="/api/v1/certificate-revocations" download className={buttonClass({ variant: 'quiet' })}>
              <Download aria-hidden className="size-4" />
              下载撤销清单
            </a>
          ) : null
        }
      />
      {principal.roles.includes('office') ? <OfficeTabs current="/office/certificates" /> : null}
      <div className="space-y-4">
        {follows ? (
          <Card title={`待审批（${waiting.length}）`} flush>
            <WaitingList requests={waiting} />
          </Card>
        ) : null}
        <section aria-label="登记册">
          <RegisterFilter {...query} />
          <Card flush>
            <RegisterTable lines={list.rows} />
          </Card>
          <Pagination
            page={list.page}
            pageCount={list.pageCount}
            total={list.total}
            unit="份"
            href={(page) => hrefWith(PATH, { ...query, page })}
          />
        </section>
      </div>
    </>
  );
}
