'use client';

import { useEffect, useState } from 'react';
import type { ResultView } from '../../domain/assessment/attempt-view.ts';
import { Alert } from '../ui/alert.tsx';
import type { ApiError } from '../ui/api.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { PageSkeleton } from '../ui/skeleton.tsx';
import { readResult } from './exam-api.ts';
import { openJournal } from './journal.ts';
import { ResultSummary } from './result-summary.tsx';
import { ReviewList } from './review-list.tsx';
import { TopicBars } from './topic-bars.tsx';
import { useAttemptId } from './use-attempt-id.ts';

const AGAIN_MS = 3000;

type Loaded =
  | { kind: 'loading' }
  | { kind: 'grading' }
  | { kind: 'failed'; error: ApiError }
  | { kind: 'shown'; result: ResultView };

function stateOf(answer: Awaited<ReturnType<typeof readResult>>): Loaded {
  if (!answer.ok) {
    return answer.error.code === 'RESULT_NOT_READY' ? { kind: 'grading' } : { kind: 'failed', error: answer.error };
  }
  const { state, score } = answer.value;
  return state !== 'void' && score === null ? { kind: 'grading' } : { kind: 'shown', result: answer.value };
}

/** Asks until the grade is there; `again` starts over after a failure. */
function useResult(attemptId: string): [Loaded, () => void] {
  const [loaded, setLoaded] = useState<Loaded>({ kind: 'loading' });
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round asks again
  useEffect(() => {
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      const state = stateOf(await readResult(attemptId));
      if (gone) return;
      setLoaded(state);
      if (state.kind === 'grading') timer = setTimeout(() => void ask(), AGAIN_MS);
    };
    void ask();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [attemptId, round]);
  const again = () => {
    setLoaded({ kind: 'loading' });
    setRound(round + 1);
  };
  return [loaded, again];
}

const toExams = (
  <a href="/exams" className={buttonClass({})}>
    回到考试列表
  </a>
);

function Shown({ attemptId }: { attemptId: string }) {
  const [loaded, again] = useResult(attemptId);
  useEffect(() => {
    // A closed attempt has nothing left to send; a shared computer must not keep it.
    if (loaded.kind === 'shown')
      void openJournal(attemptId)
        .clear()
        .catch(() => {});
  }, [loaded.kind, attemptId]);
  if (loaded.kind === 'loading') return <PageSkeleton cards={2} />;
  if (loaded.kind === 'grading') {
    return <Alert title="成绩正在生成">通常只需几秒，本页会自动更新；还没有交卷的，到时系统会自动交卷。</Alert>;
  }
  if (loaded.kind === 'failed') {
    return (
      <Alert
        tone="danger"
        title="没有读到成绩"
        code={loaded.error.code}
        action={
          <div className="flex flex-wrap gap-2">
            {toExams}
            {loaded.error.code === 'NOT_FOUND' ? null : <Button onClick={again}>重新读取</Button>}
          </div>
        }
      >
        {loaded.error.message}
      </Alert>
    );
  }
  const { result } = loaded;
  return (
    <div className="space-y-5">
      <p className="text-ink-2">{result.title}</p>
      <ResultSummary result={result} />
      {result.topics.length > 0 ? (
        <TopicBars topics={result.topics} passMark={result.passMark} maxScore={result.maxScore ?? 0} />
      ) : null}
      <ReviewList result={result} />
    </div>
  );
}

/** The result of one attempt; which one stands in the address, which the prerendered page does not know. */
export function ExamResult() {
  const attemptId = useAttemptId();
  return (
    <main className="mx-auto w-full max-w-4xl flex-1 px-4 py-6 lg:py-8">
      <h1 className="mb-2 text-xl">考试成绩</h1>
      {attemptId === undefined ? <PageSkeleton cards={2} /> : null}
      {attemptId === null ? (
        <Alert tone="warning" title="没有指定考试" action={toExams}>
          请从考试列表选择要查看的考试。
        </Alert>
      ) : null}
      {attemptId ? <Shown attemptId={attemptId} /> : null}
    </main>
  );
}
