import type { DistractorRow } from '../../domain/assessment/item-statistics.ts';
import { lawWords } from '../../domain/learning/law-words.ts';
import { Card } from '../ui/card.tsx';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { Status } from '../ui/status.tsx';
import { numberText, shareText } from './numbers.ts';

export type QuestionView = {
  readonly partId: string;
  readonly stem: string;
  readonly options: readonly {
    readonly id: string;
    readonly text: string;
    readonly isCorrect: boolean;
    readonly why: string;
  }[];
  readonly explanation: string;
  readonly accepted: readonly string[];
  readonly distractors: readonly DistractorRow[];
};

type OptionLine = QuestionView['options'][number] & { readonly figures: DistractorRow | undefined };

const COLUMNS: readonly Column<OptionLine>[] = [
  {
    key: 'text',
    head: '选项',
    title: true,
    cell: (line) => (
      <>
        {line.text}
        {line.why ? <span className="block font-normal text-ink-2 text-xs">{lawWords(line.why)}</span> : null}
      </>
    ),
  },
  {
    key: 'key',
    head: '答案',
    cell: (line) =>
      line.isCorrect ? (
        <Status tone="success">正确项</Status>
      ) : line.figures?.isIdle ? (
        <Status tone="warning">少有人选</Status>
      ) : (
        '干扰项'
      ),
  },
  { key: 'chosen', head: '选择人次', align: 'end', cell: (line) => line.figures?.chosen ?? 0 },
  { key: 'share', head: '选择率', align: 'end', cell: (line) => shareText(line.figures?.share ?? null) },
  { key: 'upper', head: '高分组', align: 'end', cell: (line) => shareText(line.figures?.upperShare ?? null) },
  { key: 'lower', head: '低分组', align: 'end', cell: (line) => shareText(line.figures?.lowerShare ?? null) },
  { key: 'mean', head: '选者均分', align: 'end', cell: (line) => numberText(line.figures?.meanTotal ?? null, 1) },
];

/** One question with its options, the key, the reasons, and how each option drew candidates. */
export function QuestionCard({ question, title }: { question: QuestionView; title: string }) {
  const figures = new Map(question.distractors.map((row) => [row.optionId, row]));
  return (
    <Card title={title} flush>
      {question.partId ? <p className="px-4 pb-2">{question.stem}</p> : null}
      {question.accepted.length > 0 ? (
        <ul className="px-4 pb-2 text-sm">
          {question.accepted.map((text) => (
            <li key={text}>{lawWords(text)}</li>
          ))}
        </ul>
      ) : (
        <DataTable
          caption={`${title}：选项与选择情况`}
          columns={COLUMNS}
          rows={question.options.map((option) => ({ ...option, figures: figures.get(option.id) }))}
          rowKey={(line) => line.id}
        />
      )}
      {question.explanation ? (
        <p className="border-line border-t px-4 py-3 text-sm">
          <span className="font-semibold">解析：</span>
          {lawWords(question.explanation)}
        </p>
      ) : null}
    </Card>
  );
}
