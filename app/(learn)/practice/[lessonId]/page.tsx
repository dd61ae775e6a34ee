import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PracticeRun, type PracticeSource } from '#components/practice/practice-run.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requirePage } from '#server/auth/page-guard.ts';
import { lessonTitle } from '#server/operations/learning/read-lesson.ts';

export const metadata: Metadata = { title: '练习' };

type Props = { params: Promise<{ lessonId: string }> };

const SETS = { due: '到期复习', wrong: '错题本' } as const;

function isSet(text: string): text is keyof typeof SETS {
  return Object.hasOwn(SETS, text);
}

export default async function PracticeTopicPage({ params }: Props) {
  const { lessonId } = await params;
  await requirePage('practice.draw', `/practice/${lessonId}`);
  const title = isSet(lessonId) ? SETS[lessonId] : lessonTitle(lessonId);
  if (title === null) notFound();
  const source: PracticeSource = isSet(lessonId) ? { set: lessonId } : { lessonId };
  return (
    <div className="mx-auto max-w-[44rem]">
      <PageHeader
        title={title}
        crumbs={[{ label: '学习', href: '/learn' }, { label: '练习', href: '/practice' }, { label: title }]}
      />
      <PracticeRun source={source} />
    </div>
  );
}
