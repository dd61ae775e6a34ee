'use client';

import { useCallback, useEffect, useState } from 'react';
import type { Response } from '../../domain/assessment/response.ts';
import type { AskedItem } from '../../domain/learning/lesson-view.ts';
import type { PracticeAnswerView, PracticeDraw } from '../../domain/learning/practice-view.ts';
import { Alert } from '../ui/alert.tsx';
import { apiFetch } from '../ui/api.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ProgressBar } from '../ui/progress.tsx';
import { PageSkeleton } from '../ui/skeleton.tsx';
import { QuestionCard } from './question-card.tsx';

/** What is practised: one topic, those of a module, what is due, or the 错题本. */
export type PracticeSource = {
  readonly lessonId?: string;
  readonly moduleId?: string;
  readonly set?: 'due' | 'wrong';
};

type Drawn = { readonly items: readonly AskedItem[] } | { readonly error: string } | null;

const ROUND = 10;

type RoundProps = { items: readonly AskedItem[]; onAgain: () => void };

function Score({ right, total, onAgain }: { right: number; total: number; onAgain: () => void }) {
  return (
    <Card>
      <div role="status">
        <p className="text-ink-2 text-sm">本轮结束</p>
        <p className="font-semibold text-2xl">
          答对 {right} / {total}
        </p>
        <p className="text-ink-2 text-sm">
          {right === total ? '全部答对。这些题会隔得更久再出现。' : '答错的题已收进错题本，过一会儿会再出现。'}
        </p>
      </div>
      <div className="mt-3 flex flex-wrap gap-3">
        <Button variant="primary" onClick={onAgain}>
          再练一轮
        </Button>
        <ButtonLink href="/practice">返回练习</ButtonLink>
      </div>
    </Card>
  );
}

function Round({ items, onAgain }: RoundProps) {
  const [at, setAt] = useState(0);
  const [feedback, setFeedback] = useState<PracticeAnswerView | null>(null);
  const [right, setRight] = useState(0);
  const asked = items[at];
  if (!asked) return <Score right={right} total={items.length} onAgain={onAgain} />;
  const submit = async (response: Response) => {
    const body = { itemId: asked.itemId, response };
    const result = await apiFetch<PracticeAnswerView>('/api/v1/practice/answers', { method: 'POST', body });
    if (!result.ok) return result.error.message;
    setFeedback(result.value);
    if (result.value.correct) setRight((n) => n + 1);
    return null;
  };
  return (
    <div className="space-y-3">
      <ProgressBar value={at} max={items.length} label={`第 ${at + 1} 题，共 ${items.length} 题`} className="h-1!" />
      <QuestionCard
        key={`${at}-${asked.itemId}`}
        item={asked.item}
        heading={`第 ${at + 1} / ${items.length} 题`}
        feedback={feedback}
        onSubmit={submit}
      />
      {feedback ? (
        <div className="flex flex-wrap items-center gap-4">
          <Button
            variant="primary"
            onClick={() => {
              setFeedback(null);
              setAt(at + 1);
            }}
          >
            {at + 1 < items.length ? '下一题' : '看本轮结果'}
          </Button>
          <ButtonLink variant="plain" href={`/learn/${asked.lessonId}`}>
            去看这一课
          </ButtonLink>
        </div>
      ) : null}
    </div>
  );
}

function Nothing({ source }: { source: PracticeSource }) {
  const text = source.set === 'wrong' ? '错题本是空的' : source.set === 'due' ? '没有到期的题' : '这个主题还没有练习题';
  return (
    <EmptyState title={text} action={<ButtonLink href="/practice">选一个主题练习</ButtonLink>}>
      {source.set === 'wrong' ? '答错的题会自动收进来，再答对就移出。' : '可以换一个主题，或者先学习课程。'}
    </EmptyState>
  );
}

/** A round of practice: up to ten questions, each explained at once; the next round draws anew. */
export function PracticeRun({ source }: { source: PracticeSource }) {
  const { lessonId, moduleId, set } = source;
  const [drawn, setDrawn] = useState<Drawn>(null);
  const [round, setRound] = useState(1);
  const draw = useCallback(async () => {
    setDrawn(null);
    const body = { lessonId, moduleId, set, count: ROUND };
    const result = await apiFetch<PracticeDraw>('/api/v1/practice/draw', { method: 'POST', body });
    setDrawn(result.ok ? { items: result.value.items } : { error: result.error.message });
  }, [lessonId, moduleId, set]);
  useEffect(() => {
    draw().catch(() => setDrawn({ error: '没有取到题目，请重试。' }));
  }, [draw]);
  const again = () => {
    setRound((n) => n + 1);
    void draw();
  };
  if (drawn === null) return <PageSkeleton cards={1} />;
  if ('error' in drawn) {
    return (
      <Alert tone="danger" title="没有取到题目" action={<Button onClick={again}>重试</Button>}>
        {drawn.error}
      </Alert>
    );
  }
  return drawn.items.length === 0 ? (
    <Nothing source={source} />
  ) : (
    <Round key={round} items={drawn.items} onAgain={again} />
  );
}
