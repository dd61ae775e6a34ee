'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { ExamView } from '../../domain/assessment/attempt-view.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { TextLink } from '../ui/text-link.tsx';
import { ExamCard } from './exam-card.tsx';
import { StartDialog } from './start-dialog.tsx';

/** What has to be done first: a paper under way, then what can be started, then what is blocked, then what is passed. */
function rank(exam: ExamView): number {
  if (exam.openAttemptId) return 0;
  if (exam.passed) return 3;
  return exam.blockedBy ? 2 : 1;
}

export function ExamList({ exams }: { exams: readonly ExamView[] }) {
  const [starting, setStarting] = useState<ExamView | null>(null);
  const router = useRouter();
  if (exams.length === 0) {
    return (
      <EmptyState title="现在没有需要您参加的考试">
        考试随培训计划安排，开放后会在这里出现，并发通知给您。可以先去
        <TextLink href="/practice">练习</TextLink>。
      </EmptyState>
    );
  }
  return (
    <>
      <ul className="grid gap-4 xl:grid-cols-2">
        {exams
          .toSorted((a, b) => rank(a) - rank(b))
          .map((exam) => (
            <li key={exam.examId}>
              <ExamCard exam={exam} onStart={setStarting} />
            </li>
          ))}
      </ul>
      <StartDialog exam={starting} onClose={() => setStarting(null)} onStale={() => router.refresh()} />
    </>
  );
}
