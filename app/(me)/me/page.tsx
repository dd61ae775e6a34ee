import type { Metadata } from 'next';
import { stateTitle } from '#components/certificate/certificate-status.tsx';
import { CertificateList } from '#components/home/certificate-list.tsx';
import { ExamResults } from '#components/home/exam-results.tsx';
import { LedgerTable } from '#components/home/ledger-table.tsx';
import { EndedPlans, PlanRecord } from '#components/home/plan-record.tsx';
import { FileDownload } from '#components/people/file-download.tsx';
import { PlanActions, RequestFiles } from '#components/plans/plan-actions.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { TabLinks } from '#components/ui/tab-links.tsx';
import { countMinutes, hoursText } from '#domain/hours/ledger.ts';
import { requirePage } from '#server/auth/page-guard.ts';
import { readOwnRecord } from '#server/operations/home/read-record.ts';

export const metadata: Metadata = { title: '我的' };

type Props = { searchParams: Promise<{ year?: string | string[] }> };

const YEAR = /^20\d\d$/;

export default async function MePage({ searchParams }: Props) {
  const principal = await requirePage('standing.read', '/me');
  const { year: asked } = await searchParams;
  const record = await readOwnRecord(principal, typeof asked === 'string' && YEAR.test(asked) ? Number(asked) : null);
  const { minutesPerHour, ledger, plans, year } = record;
  const total = hoursText(countMinutes(ledger), minutesPerHour);
  return (
    <div className="space-y-5">
      <PageHeader
        title={`我的学时与成绩 · ${year} 年度`}
        description={`${principal.name}（${principal.employeeNo}），本年度共计 ${total} 学时，1 学时为 ${minutesPerHour} 分钟。`}
        updatedAt={record.now}
        action={
          <>
            <FileDownload href="/api/v1/me/file.pdf" />
            <ButtonLink href="/me/cases">我的事项</ButtonLink>
          </>
        }
      />
      {record.years.length > 1 ? (
        <TabLinks
          label="年度"
          current={`/me?year=${year}`}
          items={record.years.map((other) => ({ href: `/me?year=${other}`, label: `${other} 年度` }))}
        />
      ) : null}
      {plans.length > 0 ? (
        plans.map((plan) => (
          <PlanRecord key={plan.assignmentId} plan={plan} action={<PlanActions plan={plan} />}>
            <RequestFiles plan={plan} />
          </PlanRecord>
        ))
      ) : (
        <Card title="计划">
          <EmptyState title={`${year} 年度没有安排计划`}>如果您认为应该参加，请联系人事部门核对。</EmptyState>
        </Card>
      )}
      <EndedPlans plans={record.ended} />
      <Card title="学时台账" flush>
        <LedgerTable lines={ledger} perHour={minutesPerHour} />
      </Card>
      <Card title="考试" flush>
        <ExamResults exams={record.exams} />
      </Card>
      <CertificateList
        certificates={record.certificates.map((certificate) => ({
          ...certificate,
          isValid: certificate.state === 'valid',
          stateLabel: stateTitle(certificate.state, certificate.endedOn),
        }))}
      />
    </div>
  );
}
