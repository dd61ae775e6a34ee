import type { Metadata } from 'next';
import { BlueprintCard } from '#components/office/blueprint-card.tsx';
import { ExamReportCard } from '#components/office/exam-report-card.tsx';
import { LawReview } from '#components/office/law-review.tsx';
import { LessonTable } from '#components/office/lesson-table.tsx';
import { OfficeTabs } from '#components/office/office-tabs.tsx';
import { PoolTables } from '#components/office/pool-tables.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requirePage } from '#server/auth/page-guard.ts';
import { readReviewLists } from '#server/operations/law/review-lists.ts';
import { readExamReports } from '#server/operations/office/exam-report.ts';
import { readOfficeOverview } from '#server/operations/office/overview.ts';
import { currentYear } from '#server/operations/standing.ts';

export const metadata: Metadata = { title: '保密办' };

export default async function OfficePage() {
  const principal = await requirePage('office.overview', '/office');
  const year = await currentYear();
  const laws = readReviewLists();
  const lawReview = (
    <section id="law-review" aria-labelledby="law-review-title" className="space-y-3">
      <h2 id="law-review-title" className="text-lg">
        法规变动
      </h2>
      <LawReview {...laws} />
    </section>
  );
  const [overview, exams] = await Promise.all([readOfficeOverview(principal), readExamReports(principal, year)]);
  return (
    <div className="space-y-5">
      <PageHeader title="保密办工作台" description={`${year} 年度：课程、题库、组卷要求和考试结果。`} />
      <OfficeTabs current="/office" />
      {laws.review.length > 0 ? lawReview : null}
      <section id="exams" aria-labelledby="exams-title" className="space-y-3">
        <h2 id="exams-title" className="text-lg">
          本年度考试
        </h2>
        {exams.map((exam) => (
          <ExamReportCard key={exam.examId} exam={exam} />
        ))}
        {exams.length > 0 ? (
          <p className="text-ink-2 text-xs">
            信度 α（0–1 计分时即 KR-20）按题位计算：各人试卷不同题，但每个题位的题型和分值相同，所以结果偏保守。
          </p>
        ) : null}
        {exams.length === 0 ? (
          <Card>
            <EmptyState title="本年度还没有考试">
              计划规则里指定了双向细目表的计划，会在载入内容时自动建立考试。
            </EmptyState>
          </Card>
        ) : null}
      </section>
      <section aria-labelledby="bank-title" className="space-y-3">
        <h2 id="bank-title" className="text-lg">
          题库
        </h2>
        <PoolTables {...overview} />
      </section>
      <section aria-labelledby="blueprints-title" className="space-y-3">
        <h2 id="blueprints-title" className="text-lg">
          组卷要求（双向细目表）
        </h2>
        <div className="space-y-2">
          {overview.blueprints.map((blueprint) => (
            <BlueprintCard key={blueprint.id} {...blueprint} />
          ))}
        </div>
      </section>
      {laws.review.length > 0 ? null : lawReview}
      <section id="lessons" aria-labelledby="lessons-title" className="space-y-3">
        <h2 id="lessons-title" className="text-lg">
          课程与试题
        </h2>
        <Card flush>
          <LessonTable lines={overview.lessons} />
        </Card>
      </section>
    </div>
  );
}
