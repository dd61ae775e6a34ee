'use client';

import { useState } from 'react';
import type { Response } from '../../domain/assessment/response.ts';
import type { AskedItem, CheckView } from '../../domain/learning/lesson-view.ts';
import { QuestionCard } from '../practice/question-card.tsx';
import { apiFetch } from '../ui/api.ts';
import { useLesson } from './lesson-context.ts';

function OneCheck({ asked, number }: { asked: AskedItem; number: number }) {
  const { head, standing, applyCheck, noteMissed, whenOpened } = useLesson();
  const [feedback, setFeedback] = useState<CheckView | null>(null);
  const [round, setRound] = useState(0);
  const submit = async (response: Response) => {
    await whenOpened();
    const body = { itemId: asked.itemId, response };
    const result = await apiFetch<CheckView>(`/api/v1/lessons/${head.lessonId}/checks`, { method: 'POST', body });
    if (!result.ok) return result.error.message;
    const { checksDone, complete } = result.value;
    setFeedback(result.value);
    applyCheck({ checksDone, complete });
    if (!result.value.correct) noteMissed(asked.itemId);
    return null;
  };
  return (
    <QuestionCard
      key={round}
      item={asked.item}
      heading={`第 ${number} 题`}
      feedback={feedback}
      isDone={standing.checksDone.includes(asked.itemId)}
      onSubmit={submit}
      onRetry={() => {
        setFeedback(null);
        setRound((n) => n + 1);
      }}
    />
  );
}

/** The check questions at the end of a lesson; graded on the server, no key is in the page before an answer. */
export function LessonChecks({ items }: { items: readonly AskedItem[] }) {
  return (
    <ol className="m-0 list-none space-y-4 p-0">
      {items.map((asked, index) => (
        <li key={asked.itemId}>
          <OneCheck asked={asked} number={index + 1} />
        </li>
      ))}
    </ol>
  );
}
