import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { OpenMenu } from '#components/cases/open-menu.tsx';
import { LedgerTable } from '#components/home/ledger-table.tsx';
import { EndedPlans, PlanRecord } from '#components/home/plan-record.tsx';
import { FileDownload } from '#components/people/file-download.tsx';
import { PersonCases, PersonPapers } from '#components/people/person-cases.tsx';
import { PersonHeadCard, PostTable } from '#components/people/person-head.tsx';
import { AttemptTable, CertificateTable, Timeline } from '#components/people/person-records.tsx';
import { PrintButton } from '#components/people/print-button.tsx';
import { PlanActions, RequestFiles } from '#components/plans/plan-actions.tsx';
import { CorrectionButton } from '#components/sessions/correction-button.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { TabLinks } from '#components/ui/tab-links.tsx';
import { hasRole } from '#domain/access/principal.ts';
import { openingsForRoles } from '#domain/certification/case/startable.ts';
import { countMinutes, hoursText } from '#domain/hours/ledger.ts';
import { requirePage } from '#server/auth/page-guard.ts';
import { readPersonCases } from '#server/operations/hr/person-cases.ts';
import { readPersonFile } from '#server/operations/hr/person-file.ts';
import { withCases } from '#server/operations/hr/timeline.ts';

export const metadata: Metadata = { title: '个人培训档案' };

const Params = z.object({ personId: z.guid() });
const TABS = ['standing', 'hours', 'exams', 'certificates', 'posts', 'files', 'timeline'] as const;
const TAB_LABEL = {
  standing: '达标情况',
  hours: '学时台账',
  exams: '考试',
  certificates: '证明',
  posts: '岗位与流程',
  files: '文件',
  timeline: '全部记录',
} as const;
const Search = z.object({
  year: z.coerce.number().int().min(2000).max(2100).optional().catch(undefined),
  tab: z.enum(TABS).catch('standing'),
  plan: z.guid().optional().catch(undefined),
});

type Props = {
  params: Promise<{ personId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function PersonPage({ params, searchParams }: Props) {
  const principal = await requirePage('hr.person', '/hr/people');
  const id = Params.safeParse(await params);
  if (!id.success) notFound();
  const { year: asked, tab, plan: current } = Search.parse(await searchParams);
  const read = await readPersonFile(principal, id.data.personId, asked, current);
  if (!read.ok) notFound();
  const file = read.value;
  const { cases, papers } = await readPersonCases(principal, id.data.personId);
  const { head, year, minutesPerHour } = file;
  const href = (to: { year?: number; tab?: string }) =>
    `/hr/people/${head.personId}?year=${to.year ?? year}&tab=${to.tab ?? tab}`;
  // On paper the whole file is shown; on screen one part at a time.
  const part = (name: (typeof TABS)[number]) => (tab === name ? '' : 'hidden print:block');
  const isDesk = hasRole(principal, 'hr') || hasRole(principal, 'office');
  const corrected = new Set(file.ledger.flatMap((row) => row.reversesId ?? []));
  const total = hoursText(countMinutes(file.ledger), minutesPerHour);
  return (
    <div className="space-y-4">
      <PageHeader
        title={`${head.name} · 个人保密教育培训档案`}
        description={`${file.org.name}，${year} 年度，截至 ${file.org.today}，本年度共计 ${total} 学时`}
        crumbs={[
          { label: '培训看板', href: '/hr' },
          { label: '人员名单', href: `/hr/people?year=${year}` },
          { label: head.name },
        ]}
        action={
          <>
            <FileDownload href={`/api/v1/people/${head.personId}/file.pdf`} />
            <PrintButton>打印档案</PrintButton>
            <OpenMenu
              openings={openingsForRoles(principal.roles).filter(({ kind }) => kind !== 'post')}
              personId={head.personId}
            />
          </>
        }
      />
      <PersonHeadCard head={head} post={file.post} />
      <TabLinks
        label="年度"
        current={href({})}
        items={file.years.map((other) => ({ href: href({ year: other }), label: `${other} 年度` }))}
      />
      <TabLinks
        label="档案内容"
        current={href({})}
        items={TABS.map((name) => ({ href: href({ tab: name }), label: TAB_LABEL[name] }))}
      />
      <div className={`space-y-4 ${part('standing')}`}>
        {file.plans.map((plan) => (
          <PlanRecord
            key={plan.assignmentId}
            plan={plan}
            isCurrent={plan.assignmentId === current}
            action={<PlanActions plan={plan} />}
          >
            <RequestFiles plan={plan} />
          </PlanRecord>
        ))}
        {file.plans.length === 0 ? (
          <Card title="计划">
            <EmptyState title={`${year} 年度没有安排计划`}>计划由保密办按人员类别分配。</EmptyState>
          </Card>
        ) : null}
        <EndedPlans plans={file.ended} />
      </div>
      <Card title="学时台账" flush className={part('hours')}>
        <LedgerTable
          lines={file.ledger.map((row) => ({ ...row, occurredTo: new Date(row.occurredTo) }))}
          perHour={minutesPerHour}
          {...(isDesk
            ? {
                action: (line) =>
                  line.mode === 'correction' || corrected.has(line.id) ? null : (
                    <CorrectionButton ledgerId={line.id} title={line.title} minutes={line.minutes} />
                  ),
              }
            : {})}
        />
      </Card>
      <Card title="考试" flush className={part('exams')}>
        <AttemptTable attempts={file.attempts} />
      </Card>
      <Card title="证明" flush className={part('certificates')}>
        <CertificateTable certificates={file.certificates} />
      </Card>
      <div className={`space-y-4 ${part('posts')}`}>
        <Card title="流程" flush>
          <PersonCases cases={cases} />
        </Card>
        <Card title="岗位变动" flush>
          <PostTable posts={file.posts} />
        </Card>
      </div>
      <Card title="文件" flush className={part('files')}>
        <PersonPapers papers={papers} />
      </Card>
      <Card title="全部记录" className={part('timeline')}>
        <Timeline items={withCases(file.timeline, cases, file.org.zone)} />
      </Card>
    </div>
  );
}
