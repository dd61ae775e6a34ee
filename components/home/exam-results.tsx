import type { ExamView } from '../../domain/assessment/attempt-view.ts';
import { DatedText } from '../ui/dated-text.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatWindow } from '../ui/format.ts';
import { Status } from '../ui/status.tsx';
import { TextLink } from '../ui/text-link.tsx';

function State({ exam }: { exam: ExamView }) {
  if (exam.passed) return <Status tone="success">已通过</Status>;
  if (exam.openAttemptId) return <Status tone="info">正在考试</Status>;
  if (exam.bestScore !== null) return <Status tone="danger">未通过</Status>;
  return <Status tone="neutral">未考</Status>;
}

/** The exams of the year with the best score and the way to the latest result. */
export function ExamResults({ exams }: { exams: readonly ExamView[] }) {
  if (exams.length === 0) return <EmptyState title="这一年没有考试">计划安排了考试后会出现在这里。</EmptyState>;
  return (
    <ul className="divide-y divide-line border-line border-t">
      {exams.map((exam) => (
        <li key={exam.examId} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3">
          <div className="min-w-0">
            <p className="font-medium">{exam.title}</p>
            <p className="text-ink-2 text-sm">
              {exam.bestScore === null ? '还没有成绩' : `最高 ${exam.bestScore} 分，${exam.passMark} 分及格`}，已用{' '}
              {exam.attemptsUsed} / {exam.attemptsMax} 次，
              <DatedText text={`开放 ${formatWindow(exam.opensAt, exam.closesAt)}`} />
            </p>
          </div>
          <p className="flex items-center gap-3 text-sm">
            <State exam={exam} />
            {exam.lastAttemptId ? (
              <a
                href={`/exam/result?attempt=${exam.lastAttemptId}`}
                className="text-primary underline decoration-1 underline-offset-3 hover:text-primary-hover"
              >
                查看成绩
              </a>
            ) : (
              <TextLink href="/exams">考试说明</TextLink>
            )}
          </p>
        </li>
      ))}
    </ul>
  );
}
