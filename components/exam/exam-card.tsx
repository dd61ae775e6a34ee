import { CalendarClock } from 'lucide-react';
import type { ExamView } from '../../domain/assessment/attempt-view.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { formatWindow } from '../ui/format.ts';
import { KeyValues } from '../ui/key-values.tsx';
import { Status } from '../ui/status.tsx';
import type { Tone } from '../ui/tone.ts';

type ExamCardProps = { exam: ExamView; onStart: (exam: ExamView) => void };

function standing(exam: ExamView): { tone: Tone; word: string } {
  if (exam.openAttemptId) return { tone: 'warning', word: '作答中' };
  if (exam.passed) return { tone: 'success', word: '已合格' };
  if (!exam.blockedBy) return { tone: 'info', word: exam.attemptsUsed > 0 ? '可再次参加' : '可以参加' };
  return exam.attemptsUsed > 0 ? { tone: 'warning', word: '未合格' } : { tone: 'neutral', word: '暂不能参加' };
}

function Action({ exam, onStart }: ExamCardProps) {
  const result = exam.lastAttemptId ? `/exam/result?attempt=${exam.lastAttemptId}` : null;
  if (exam.openAttemptId) {
    return (
      // The room is a page of its own, with its own script policy, so it is loaded and not merely shown.
      <a href={`/exam/room?attempt=${exam.openAttemptId}`} className={buttonClass({ variant: 'primary' })}>
        继续作答
      </a>
    );
  }
  return (
    <>
      {result ? (
        <a href={result} className={buttonClass({ variant: exam.blockedBy && !exam.passed ? 'primary' : 'quiet' })}>
          查看成绩
        </a>
      ) : null}
      {exam.blockedBy ? null : (
        <Button variant="primary" onClick={() => onStart(exam)}>
          开始考试
        </Button>
      )}
    </>
  );
}

/** One exam: when, how long, what it takes to pass, where the person stands, and the one thing to do. */
export function ExamCard({ exam, onStart }: ExamCardProps) {
  const { tone, word } = standing(exam);
  const blocked = exam.blockedBy && !exam.passed && !exam.openAttemptId ? exam.blockedBy.message : null;
  return (
    <Card title={exam.title} action={<Status tone={tone}>{word}</Status>}>
      <KeyValues
        items={[
          {
            label: '开放时间',
            value: formatWindow(exam.opensAt, exam.closesAt),
          },
          { label: '题量与时间', value: `${exam.itemCount} 题，${Math.round(exam.durationSeconds / 60)} 分钟` },
          {
            label: '及格线',
            value: (
              <>
                {exam.passMark} 分<span className="block text-ink-2 text-sm">{exam.basis}</span>
              </>
            ),
          },
          {
            label: '机会',
            value: `已用 ${exam.attemptsUsed} 次，共 ${exam.attemptsMax} 次${
              exam.coolDownMinutes > 0 ? `，两次之间至少隔 ${exam.coolDownMinutes} 分钟` : ''
            }`,
          },
          { label: '最好成绩', value: exam.bestScore === null ? '还没有成绩' : `${exam.bestScore} 分` },
        ]}
      />
      <div className="mt-4 flex flex-wrap items-center gap-3">
        {blocked ? (
          <p className="flex min-w-0 flex-1 basis-64 items-start gap-1.5 text-sm text-warning">
            <CalendarClock aria-hidden className="mt-0.5 size-4 shrink-0" />
            {blocked}
          </p>
        ) : null}
        <span className="ml-auto flex flex-wrap gap-2">
          <Action exam={exam} onStart={onStart} />
        </span>
      </div>
    </Card>
  );
}
