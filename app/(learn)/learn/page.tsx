import type { Metadata } from 'next';
import { LessonList } from '#components/lesson/lesson-list.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requirePage } from '#server/auth/page-guard.ts';
import { listLessons } from '#server/operations/learning/list-lessons.ts';
import { modulesToReview } from '#server/operations/learning/review-list.ts';
import { studyNext } from '#server/operations/learning/study-next.ts';

export const metadata: Metadata = { title: '学习' };

export default async function LearnPage() {
  const principal = await requirePage('lesson.list', '/learn');
  const [view, reviews] = await Promise.all([listLessons(principal), modulesToReview(principal)]);
  const after = view.next ? null : await studyNext(principal, {});
  return (
    <>
      <PageHeader
        title="学习"
        description={`${view.trainingYear} 年度课程。每课学完，计划时长计入学时。`}
        action={
          <>
            <ButtonLink href="/learn/rules">随身守则</ButtonLink>
            <ButtonLink href="/learn/laws">法规登记</ButtonLink>
            <ButtonLink href="/practice">去练习</ButtonLink>
          </>
        }
      />
      <LessonList view={view} after={after} reviews={reviews} />
    </>
  );
}
