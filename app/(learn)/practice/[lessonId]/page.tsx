import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PracticeRun, type PracticeSource } from '#components/practice/practice-run.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requirePage } from '#server/auth/page-guard.ts';
import { lessonTitle } from '#server/operations/learning/read-lesson.ts';
import { moduleTitle } from '#server/operations/learning/read-review.ts';

export const metadata: Metadata = { title: '练习' };

type Props = { params: Promise<{ lessonId: string }> };

const SETS = { due: '到期复习', wrong: '错题本' } as const;

function isSet(text: string): text is keyof typeof SETS {
  return Object.hasOwn(SETS, text);
}

/** `m6` names the module M6. */
const moduleOf = (text: string) => (/^m\d{1,2}$/.test(text) ? text.toUpperCase() : null);

function sourceOf(name: string): PracticeSource {
  if (isSet(name)) return { set: name };
  const moduleId = moduleOf(name);
  return moduleId ? { moduleId } : { lessonId: name };
}

export default async function PracticeTopicPage({ params }: Props) {
  const { lessonId } = await params;
  await requirePage('practice.draw', `/practice/${lessonId}`);
  const moduleId = moduleOf(lessonId);
  const title = isSet(lessonId) ? SETS[lessonId] : moduleId ? moduleTitle(moduleId) : lessonTitle(lessonId);
  if (title === null) notFound();
  return (
    <div className="mx-auto max-w-[44rem]">
      <PageHeader
        title={title}
        crumbs={[{ label: '学习', href: '/learn' }, { label: '练习', href: '/practice' }, { label: title }]}
      />
      <PracticeRun source={sourceOf(lessonId)} />
    </div>
  );
}
