import clsx from 'clsx';
import type { PartResponse } from '../../domain/assessment/response.ts';
import { type Choosable, choose, chosenIn, letterOf, optionsOf } from './answer-model.ts';
import type { Answer } from './save-types.ts';

type ChoiceListProps = {
  /** Unique on the page; groups the radio buttons. */
  name: string;
  body: Choosable;
  answer: Answer | PartResponse | undefined;
  onAnswer: (answer: PartResponse) => void;
};

/** The options as native radio buttons or check boxes; the whole row is the target. */
export function ChoiceList({ name, body, answer, onAnswer }: ChoiceListProps) {
  const chosen = new Set(chosenIn(answer));
  return (
    <div className="space-y-2">
      {optionsOf(body).map((option, index) => (
        <label
          key={option.id}
          className={clsx(
            'flex min-h-12 items-start gap-3 rounded border bg-surface px-3.5 py-2.5',
            'has-focus-visible:outline-2 has-focus-visible:outline-primary has-focus-visible:outline-offset-2',
            chosen.has(option.id) ? 'border-primary bg-primary-tint' : 'border-edge hover:border-primary',
          )}
        >
          <input
            type={body.type === 'multiple' ? 'checkbox' : 'radio'}
            name={name}
            value={option.id}
            checked={chosen.has(option.id)}
            onChange={() => onAnswer(choose(body, answer, option.id))}
            className="size-6 shrink-0 accent-primary outline-none"
          />
          <span className="min-w-0">
            {body.type === 'boolean' ? null : <span className="mr-2 font-semibold">{letterOf(index)}.</span>}
            {option.text}
          </span>
        </label>
      ))}
    </div>
  );
}
