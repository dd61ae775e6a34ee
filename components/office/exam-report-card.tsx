import { Card } from '../ui/card.tsx';
import { formatPercent, formatWindow } from '../ui/format.ts';
import { KeyValues } from '../ui/key-values.tsx';
import { Status } from '../ui/status.tsx';
import { numberText } from './numbers.ts';
import { ScoreBars } from './score-bars.tsx';

export type ExamReportView = {
  readonly examId: string;
  readonly title: string;
  readonly opensAt: string;
  readonly closesAt: string;
  readonly passMark: number;
  readonly assigned: number;
  readonly open: number;
  readonly graded: number;
  readonly passed: number;
  readonly peoplePassed: number;
  readonly meanScore: number | null;
  readonly histogram: readonly number[];
  readonly alpha: number | null;
  readonly papers: number;
};

function alphaText({ alpha, papers }: ExamReportView): string {
  if (alpha === null) return '还没有足够的答卷';
  const word = alpha >= 0.8 ? '良好' : alpha >= 0.7 ? '可以接受' : '偏低';
  return `${alpha.toFixed(2)}（${word}，${papers} 份答卷）`;
}

/** One exam of the year: who has sat it, how it went, and how far its scores can be trusted. */
export function ExamReportCard({ exam }: { exam: ExamReportView }) {
  return (
    <Card
      title={exam.title}
      action={
        exam.open > 0 ? <Status tone="info">{exam.open} 人正在考试</Status> : <Status tone="neutral">无人在考</Status>
      }
    >
      <div className="grid gap-6 lg:grid-cols-2">
        <KeyValues
          items={[
            {
              label: '开放时间',
              value: formatWindow(exam.opensAt, exam.closesAt),
            },
            {
              label: '应考',
              value: `${exam.assigned} 人，已通过 ${exam.peoplePassed} 人（${formatPercent(exam.peoplePassed, exam.assigned)}）`,
            },
            {
              label: '出分',
              value: `${exam.graded} 场，通过 ${exam.passed} 场（${formatPercent(exam.passed, exam.graded)}）`,
            },
            { label: '平均分', value: numberText(exam.meanScore, 1) },
            { label: '及格线', value: `${exam.passMark} 分` },
            { label: '信度 α', value: alphaText(exam) },
          ]}
        />
        {exam.graded > 0 ? (
          <ScoreBars
            counts={exam.histogram}
            passMark={exam.passMark}
            label={`${exam.title}成绩分布，虚线为及格线 ${exam.passMark} 分`}
          />
        ) : (
          <p className="text-ink-2 text-sm">出分后这里显示成绩分布。</p>
        )}
      </div>
    </Card>
  );
}
