'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Response } from '../../domain/assessment/response.ts';
import type { ReviewReason } from '../../domain/learning/review.ts';
import type { ReviewAnswerView, ReviewAsked, StudyNext } from '../../domain/learning/review-view.ts';
import { lawHref, parsePlace } from '../lesson/law-ref.ts';
import { NextStep } from '../lesson/next-step.tsx';
import { QuestionCard } from '../practice/question-card.tsx';
import { apiFetch } from '../ui/api.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { ProgressBar } from '../ui/progress.tsx';
import { Badge } from '../ui/status.tsx';
import { TextLink } from '../ui/text-link.tsx';

const REASON: Readonly<Record<ReviewReason, string>> = {
  lesson: '课末检查答错过',
  practice: '练习答错了',
  exam: '这一课考试中失了分',
};

const GONE = '这道题已不在待回顾之列，可能刚在别处答对了。请刷新页面，看看还剩哪些。';

/** Where the lesson and the law speak of what was asked. */
function Sources({ reading, laws }: Pick<ReviewAnswerView, 'reading' | 'laws'>) {
  return (
    <dl className="grid grid-cols-[max-content_1fr] gap-x-3 gap-y-1 text-sm">
      <dt className="text-ink-2">课文</dt>
      <dd>
        <TextLink href={reading.href}>{reading.label}</TextLink>
      </dd>
      {laws.length > 0 ? (
        <>
          <dt className="text-ink-2">依据</dt>
          <dd className="flex flex-wrap gap-x-3 gap-y-1">
            {laws.map(({ ref, label }) => {
              const place = parsePlace(ref);
              return place ? (
                <a
                  key={ref}
                  href={lawHref(place)}
                  className="inline-block min-h-6 text-primary underline underline-offset-3"
                >
                  {label}
                </a>
              ) : (
                <span key={ref}>{label}</span>
              );
            })}
          </dd>
        </>
      ) : null}
    </dl>
  );
}

function Finished({ total, next }: { total: number; next: StudyNext | null }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus({ preventScroll: true }), []);
  return (
    <Card>
      <div ref={box} tabIndex={-1} role="status" className="outline-none">
        <p className="text-ink-2 text-sm">本轮结束</p>
        <p className="font-semibold text-xl">{total} 题都答对了，已移出回顾</p>
        <p className="text-ink-2 text-sm">练习题仍会按记忆规律，隔一段时间再出现。</p>
      </div>
      {next ? (
        <p className="mt-3">
          <NextStep next={next} variant="primary" />
        </p>
      ) : null}
    </Card>
  );
}

type AskProps = {
  moduleId: string;
  asked: ReviewAsked;
  /** Questions of the round not yet answered right, this one included. */
  left: number;
  onNext: (isRight: boolean) => void;
};

/** One question: asked, graded on the server, explained, then on. */
function Ask({ moduleId, asked, left, onNext }: AskProps) {
  const [feedback, setFeedback] = useState<ReviewAnswerView | null>(null);
  const submit = async (response: Response) => {
    const body = { itemId: asked.itemId, response };
    const url = `/api/v1/reviews/${moduleId}/answers`;
    const result = await apiFetch<ReviewAnswerView>(url, { method: 'POST', body });
    if (!result.ok) return result.error.code === 'NOT_FOUND' ? GONE : result.error.message;
    setFeedback(result.value);
    return null;
  };
  return (
    <>
      <p className="flex flex-wrap items-center gap-2 text-sm">
        <Badge>{REASON[asked.reason]}</Badge>
        <span className="text-ink-2">{asked.lesson}</span>
      </p>
      <QuestionCard item={asked.item} heading={`还剩 ${left} 题`} feedback={feedback} onSubmit={submit} />
      {feedback ? (
        <div className="space-y-3">
          <Sources reading={feedback.reading} laws={feedback.laws} />
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <Button variant="primary" onClick={() => onNext(feedback.correct)}>
              {feedback.correct && left === 1 ? '看本轮结果' : '下一题'}
            </Button>
            {feedback.correct ? null : <span className="text-ink-2 text-sm">这道题本轮最后会再问一次。</span>}
          </div>
        </div>
      ) : null}
    </>
  );
}

type ReviewRunProps = {
  moduleId: string;
  items: readonly ReviewAsked[];
  next: StudyNext | null;
  /** What stands here when there is nothing to go over. */
  children: ReactNode;
};

/** One round: each question once, those answered wrong again at the end, until all were answered right. */
export function ReviewRun({ moduleId, items, next, children }: ReviewRunProps) {
  const [total] = useState(items.length);
  const [queue, setQueue] = useState(items);
  const [step, setStep] = useState(0);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (step > 0) place.current?.focus();
  }, [step]);
  const [asked, ...rest] = queue;
  if (total === 0) return children;
  if (!asked) return <Finished total={total} next={next} />;
  const goOn = (isRight: boolean) => {
    setQueue(isRight ? rest : [...rest, asked]);
    setStep(step + 1);
  };
  const settled = total - queue.length;
  return (
    <section aria-label="待回顾的题">
      <ProgressBar value={settled} max={total} label={`已答对 ${settled} 题，共 ${total} 题`} className="mb-3 h-1!" />
      <div key={step} ref={place} tabIndex={-1} className="scroll-mt-32 space-y-3 outline-none">
        <Ask moduleId={moduleId} asked={asked} left={queue.length} onNext={goOn} />
      </div>
    </section>
  );
}
