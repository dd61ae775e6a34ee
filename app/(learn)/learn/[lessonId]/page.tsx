import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { FinishPanel } from '#components/lesson/finish-panel.tsx';
import { LawSheet } from '#components/lesson/law-sheet.tsx';
import { LessonHeader, LessonText } from '#components/lesson/lesson-article.tsx';
import { LessonSession } from '#components/lesson/lesson-session.tsx';
import { LessonToc } from '#components/lesson/lesson-toc.tsx';
import { Breadcrumbs } from '#components/ui/breadcrumbs.tsx';
import { TextLink } from '#components/ui/text-link.tsx';
import { currentPrincipal, requirePage } from '#server/auth/page-guard.ts';
import { countRulesOf } from '#server/operations/learning/list-rules.ts';
import { lessonTitle, readLesson } from '#server/operations/learning/read-lesson.ts';

type Props = { params: Promise<{ lessonId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const title = (await currentPrincipal()) ? lessonTitle((await params).lessonId) : null;
  return { title: title ?? '课程' };
}

export default async function LessonPage({ params }: Props) {
  const { lessonId } = await params;
  const principal = await requirePage('lesson.read', `/learn/${lessonId}`);
  const result = await readLesson(principal, lessonId);
  if (!result.ok) notFound();
  const { lesson, moduleTitle, standing, checks, basis, isUnderReview, next, free, review, minutesPerHour } =
    result.value;
  const sections = lesson.sections.map(({ id, title }) => ({ id, title }));
  const { number, title, minutes } = lesson;
  const ruleCount = countRulesOf(lessonId);
  const checkIds = checks.map((check) => check.itemId);
  return (
    <LessonSession
      head={{ lessonId, number, title, minutes, minutesPerHour, sections, checkIds, next, free, review }}
      sectionIds={sections.map((section) => section.id)}
      initial={standing}
    >
      <div className="flex justify-center gap-10">
        <article className="min-w-0 flex-1 lg:max-w-[42.75rem]">
          <Breadcrumbs items={[{ label: '学习', href: '/learn' }, { label: moduleTitle }, { label: title }]} />
          <LessonHeader lesson={lesson} basis={basis} isUnderReview={isUnderReview} />
          <div className="prose mt-4">
            <LessonText lesson={lesson} checks={checks} />
            <FinishPanel />
            {ruleCount > 0 ? (
              <p className="no-print text-base">
                <TextLink href={`/learn/rules?q=${encodeURIComponent(title)}`}>
                  随身守则里有本课的 {ruleCount} 条，可以搜索和打印
                </TextLink>
              </p>
            ) : null}
          </div>
        </article>
        <LessonToc />
      </div>
      <LawSheet />
    </LessonSession>
  );
}
