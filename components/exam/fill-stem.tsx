import type { ItemBody } from '../../domain/assessment/item.ts';
import { answerBlank, stemPieces } from './answer-model.ts';
import type { Answer } from './save-types.ts';

/** The API's limit for one blank. */
const BLANK_MAX = 200;

type FillStemProps = {
  item: Extract<ItemBody, { type: 'fill' }>;
  answer: Answer | undefined;
  onAnswer: (answer: Answer) => void;
  onRest: () => void;
};

/** The sentence with a field at each gap. */
export function FillStem({ item, answer, onAnswer, onRest }: FillStemProps) {
  const texts = answer?.type === 'fill' ? answer.texts : [];
  return (
    <p className="text-lg leading-[2.6]">
      {stemPieces(item.stem, item.blankCount).map((piece, index) =>
        typeof piece === 'string' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one stem never move
          <span key={index}>{piece}</span>
        ) : (
          <input
            key={`blank-${piece}`}
            type="text"
            autoComplete="off"
            spellCheck={false}
            maxLength={BLANK_MAX}
            aria-label={`第 ${piece + 1} 空`}
            value={texts[piece] ?? ''}
            onChange={(event) => onAnswer(answerBlank(item, answer, piece, event.target.value))}
            onBlur={onRest}
            className="mx-1 h-10 w-44 max-w-full rounded border border-edge bg-surface px-2.5 align-middle text-base text-ink hover:border-ink-2"
          />
        ),
      )}
    </p>
  );
}
