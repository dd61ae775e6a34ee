import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { LawSheet } from '#components/lesson/law-sheet.tsx';
import { NextStep } from '#components/lesson/next-step.tsx';
import { ReviewRun } from '#components/review/review-run.tsx';
import { ReviewSummaries } from '#components/review/review-summaries.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { currentPrincipal, requirePage } from '#server/auth/page-guard.ts';
import { moduleTitle, readReview } from '#server/operations/learning/read-review.ts';

type Props = { params: Promise<{ module: string }> };

/** `m6` in the address is the module M6; anything else names none. */
const moduleOf = (text: string) => (/^m\d{1,2}$/.test(text) ? text.toUpperCase() : '');

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const title = (await currentPrincipal()) ? moduleTitle(moduleOf((await params).module)) : null;
  return { title: title ? `${title} · 回顾` : '回顾' };
}

export default async function ReviewPage({ params }: Props) {
  const { module } = await params;
  const principal = await requirePage('lesson.review', `/learn/review/${module}`);
  const result = await readReview(principal, moduleOf(module));
  if (!result.ok) notFound();
  const { moduleId, title, items, summaries, next } = result.value;
  const practice = <ButtonLink href={`/practice/${module}`}>练习本模块的题</ButtonLink>;
  return (
    <div className="mx-auto max-w-[44rem]">
      <PageHeader
        title={`${moduleId} ${title} · 回顾`}
        description="答错过的题再答一次，答对就移出。回顾不计学时，也不影响考试成绩。"
        crumbs={[{ label: '学习', href: '/learn' }, { label: `${moduleId} ${title}` }, { label: '回顾' }]}
      />
      <div className="space-y-6">
        <ReviewRun moduleId={moduleId} items={items} next={next}>
          <div className="card rounded border border-line bg-surface">
            <EmptyState title="这个模块没有待回顾的题" action={practice}>
              课末检查和练习里答错的题，会自动收到这里。
            </EmptyState>
          </div>
        </ReviewRun>
        <ReviewSummaries summaries={summaries} />
        <p className="flex flex-wrap gap-3">
          {next ? <NextStep next={next} variant={items.length === 0 ? 'primary' : 'quiet'} /> : null}
          <ButtonLink href="/learn">返回课程列表</ButtonLink>
        </p>
      </div>
      <LawSheet />
    </div>
  );
}
