'use client';

import { useState } from 'react';
import type { ResultView } from '../../domain/assessment/attempt-view.ts';
import { Alert } from '../ui/alert.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatDateTime } from '../ui/format.ts';
import { Checkbox } from '../ui/input.tsx';
import { ReviewItemCard } from './review-item.tsx';

/** The paper with keys once they are released; before that, when they will be. */
export function ReviewList({ result }: { result: ResultView }) {
  const [onlyWrong, setOnlyWrong] = useState(false);
  if (!result.review) {
    return (
      <Alert title="答案与解析">
        {result.reviewFrom
          ? `${formatDateTime(result.reviewFrom)} 起可以在本页查看每题的答案、解析和依据。`
          : '本场考试按规定只公布成绩，不公布答案。'}
      </Alert>
    );
  }
  const shown = onlyWrong ? result.review.filter((item) => item.outcome !== 'right') : result.review;
  return (
    <section aria-labelledby="review-title" className="space-y-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="review-title" className="text-lg">
          逐题回顾
        </h2>
        <Checkbox
          id="only-wrong"
          label="只看没有得满分的题"
          checked={onlyWrong}
          onChange={(event) => setOnlyWrong(event.target.checked)}
        />
      </div>
      {shown.length === 0 ? <EmptyState title="每一题都得了满分">没有需要回顾的题目。</EmptyState> : null}
      {shown.map((item) => (
        <ReviewItemCard key={item.position} item={item} />
      ))}
    </section>
  );
}
