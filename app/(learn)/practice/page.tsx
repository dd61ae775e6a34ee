import type { Metadata } from 'next';
import { PracticeHome } from '#components/practice/practice-home.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { requirePage } from '#server/auth/page-guard.ts';
import { modulesToReview } from '#server/operations/learning/review-list.ts';
import { readPractice } from '#server/operations/practice/practice-pool.ts';

export const metadata: Metadata = { title: '练习' };

export default async function PracticePage() {
  const principal = await requirePage('practice.list', '/practice');
  const [view, reviews] = await Promise.all([readPractice(principal), modulesToReview(principal)]);
  return (
    <>
      <PageHeader
        title="练习"
        description="练习题与考试题分开，练多少都不影响考试；每题答完马上看到解析。"
        crumbs={[{ label: '学习', href: '/learn' }, { label: '练习' }]}
      />
      <PracticeHome view={view} reviews={reviews} />
    </>
  );
}
