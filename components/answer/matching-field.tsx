'use client';

import { useId } from 'react';
import { Select } from '../ui/input.tsx';
import { letterAt, paired, type Row } from './arrange.ts';

type MatchingFieldProps = {
  left: readonly Row[];
  right: readonly Row[];
  pairs: Readonly<Record<string, string>>;
  onChange: (pairs: Readonly<Record<string, string>>) => void;
};

/** Each line on the left takes one lettered line of the list; a letter taken twice is said beside it. */
export function MatchingField({ left, right, pairs, onChange }: MatchingFieldProps) {
  const id = useId();
  const times = (choice: string) => Object.values(pairs).filter((taken) => taken === choice).length;
  return (
    <div className="grid gap-3">
      <ol id={`${id}-right`} className="m-0 list-none space-y-1 rounded bg-primary-tint px-3.5 py-2.5">
        {right.map((row, index) => (
          <li key={row.id} className="flex gap-2">
            <span className="font-semibold">{letterAt(index)}.</span>
            <span className="min-w-0">{row.text}</span>
          </li>
        ))}
      </ol>
      <ul className="m-0 grid list-none gap-2 p-0">
        {left.map((row) => {
          const chosen = pairs[row.id] ?? '';
          return (
            <li
              key={row.id}
              className="rounded border border-edge bg-surface px-3.5 py-2.5 sm:flex sm:items-center sm:gap-3"
            >
              <label htmlFor={`${id}-${row.id}`} className="block min-w-0 flex-1">
                {row.text}
              </label>
              <span className="mt-1.5 block sm:mt-0 sm:w-64 sm:shrink-0">
                <Select
                  id={`${id}-${row.id}`}
                  value={chosen}
                  onChange={(event) => onChange(paired(pairs, row.id, event.target.value))}
                  aria-describedby={`${id}-right`}
                >
                  <option value="">请选择</option>
                  {right.map((other, index) => (
                    <option key={other.id} value={other.id}>
                      {letterAt(index)}. {other.text}
                    </option>
                  ))}
                </Select>
                {chosen !== '' && times(chosen) > 1 ? (
                  <span className="mt-1 block text-sm text-warning">这一项配了两处，请核对。</span>
                ) : null}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
