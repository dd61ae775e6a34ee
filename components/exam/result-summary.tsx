import { CircleCheck, CircleX } from 'lucide-react';
import type { ResultView } from '../../domain/assessment/attempt-view.ts';
import { Alert } from '../ui/alert.tsx';
import { buttonClass } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { formatDateTime } from '../ui/format.ts';
import { KeyValues } from '../ui/key-values.tsx';

const CLOSED_BY: Readonly<Record<NonNullable<ResultView['closedBy']>, string>> = {
  candidate: '本人交卷',
  deadline: '到时自动交卷',
  invigilator: '监考人员收卷',
};

function Score({ result }: { result: ResultView }) {
  const Icon = result.passed ? CircleCheck : CircleX;
  return (
    <div className="flex flex-wrap items-center gap-x-8 gap-y-3">
      <p className="text-2xl">
        <span className="sr-only">得分：</span>
        <span className="font-semibold">{result.score}</span>
        <span className="text-base text-ink-2"> / {result.maxScore} 分</span>
      </p>
      <p className={`flex items-center gap-2 font-semibold text-lg ${result.passed ? 'text-success' : 'text-seal'}`}>
        <Icon aria-hidden className="size-6" />
        {result.passed ? '合格' : '未合格'}
      </p>
      <p className="text-ink-2 text-sm">及格线 {result.passMark} 分</p>
    </div>
  );
}

function facts(result: ResultView) {
  return [
    { label: '第几次', value: `第 ${result.attemptNo} 次` },
    { label: '开始', value: formatDateTime(result.startedAt) },
    ...(result.closedAt
      ? [
          {
            label: '交卷',
            value: `${formatDateTime(result.closedAt)}${result.closedBy ? `（${CLOSED_BY[result.closedBy]}）` : ''}`,
          },
        ]
      : []),
    { label: '作答', value: `${result.answered} / ${result.itemCount} 题` },
  ];
}

// The next page may be behind another script policy than this one, so it is loaded and not merely shown.
function Next({ result }: { result: ResultView }) {
  const again = result.nextStep?.href === '/exams';
  return (
    <div className="mt-4 space-y-3 border-line border-t pt-4">
      <p>
        {again
          ? '先练一练没达到的主题，再到考试列表看何时可以再考。'
          : (result.nextStep?.text ?? '本计划的要求已全部完成。')}
      </p>
      <div className="flex flex-wrap gap-2">
        {result.certificateId ? (
          <a
            href={`/me/certificates/${encodeURIComponent(result.certificateId)}`}
            className={buttonClass({ variant: result.nextStep ? 'quiet' : 'primary' })}
          >
            查看合格证明
          </a>
        ) : null}
        {result.nextStep ? (
          <a href={again ? '/practice' : result.nextStep.href} className={buttonClass({ variant: 'primary' })}>
            {again ? '去练习' : '去完成'}
          </a>
        ) : null}
        <a href="/exams" className={buttonClass({})}>
          回到考试列表
        </a>
      </div>
    </div>
  );
}

/** Score, passed or not, how it ended, and the next thing to do. */
export function ResultSummary({ result }: { result: ResultView }) {
  return (
    <Card>
      {result.state === 'void' ? (
        <Alert tone="warning" title="本次考试已作废" className="mb-4">
          这次作答不计入成绩，也不占用您的考试机会。原因请向保密办了解。
        </Alert>
      ) : (
        <div className="mb-4">
          <Score result={result} />
        </div>
      )}
      <KeyValues items={facts(result)} />
      <Next result={result} />
    </Card>
  );
}
