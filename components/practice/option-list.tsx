'use client';

import clsx from 'clsx';
import { Check, X } from 'lucide-react';
import { useId } from 'react';
import type { Option } from './responses.ts';

export type Marked = {
  readonly correct: readonly string[];
  /** Why each option is right or wrong. */
  readonly why: Readonly<Record<string, string>>;
};

type OptionListProps = {
  legend: string;
  /** How to choose, where the heading does not say it already. */
  hint: string | null;
  options: readonly Option[];
  multiple: boolean;
  chosen: readonly string[];
  onChoose: (id: string) => void;
  marked: Marked | null;
};

type RowProps = {
  option: Option;
  name: string;
  multiple: boolean;
  isChosen: boolean;
  onChoose: () => void;
  marked: Marked | null;
};

function look(isChosen: boolean, isRight: boolean | null): string {
  if (isRight === null) return isChosen ? 'border-primary bg-primary-tint' : 'border-edge hover:border-primary';
  if (isRight) return 'border-success bg-success-tint';
  return isChosen ? 'border-seal bg-seal-tint' : 'border-line';
}

function Outcome({ isRight, isChosen }: { isRight: boolean; isChosen: boolean }) {
  if (isRight) {
    return (
      <span className="flex shrink-0 items-center gap-1 font-medium text-sm text-success">
        <Check aria-hidden className="size-4" />
        正确答案
      </span>
    );
  }
  return isChosen ? (
    <span className="flex shrink-0 items-center gap-1 font-medium text-seal text-sm">
      <X aria-hidden className="size-4" />
      您选的
    </span>
  ) : null;
}

function Row({ option, name, multiple, isChosen, onChoose, marked }: RowProps) {
  const isRight = marked ? marked.correct.includes(option.id) : null;
  const why = marked?.why[option.id];
  return (
    <li className={clsx('rounded border bg-surface', look(isChosen, isRight))}>
      <label className="flex min-h-11 items-start gap-3 px-3.5 py-2">
        <input
          type={multiple ? 'checkbox' : 'radio'}
          name={name}
          checked={isChosen}
          disabled={marked !== null}
          onChange={onChoose}
          className="mt-1 size-4.5 shrink-0 accent-primary"
        />
        <span className="flex-1">{option.text}</span>
        {isRight === null ? null : <Outcome isRight={isRight} isChosen={isChosen} />}
      </label>
      {why ? <p className="my-0 px-3.5 pb-2.5 pl-11 text-ink-2 text-sm">{why}</p> : null}
    </li>
  );
}

/** The options of one question or part; after the answer each shows whether it was right and why. */
export function OptionList({ legend, hint, options, multiple, chosen, onChoose, marked }: OptionListProps) {
  const name = useId();
  return (
    <fieldset>
      <legend className="mb-2 text-base leading-[1.75]">
        {legend}
        {hint ? <span className="ml-1 text-ink-2 text-sm">（{hint}）</span> : null}
      </legend>
      <ul className="m-0 list-none space-y-2 p-0 text-base">
        {options.map((option) => (
          <Row
            key={option.id}
            option={option}
            name={name}
            multiple={multiple}
            isChosen={chosen.includes(option.id)}
            onChoose={() => onChoose(option.id)}
            marked={marked}
          />
        ))}
      </ul>
    </fieldset>
  );
}
