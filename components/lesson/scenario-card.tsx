'use client';

import clsx from 'clsx';
import { type ReactNode, useId, useState } from 'react';
import type { Verdict } from '../../domain/learning/lesson-ast.ts';
import { Status } from '../ui/status.tsx';
import type { Tone } from '../ui/tone.ts';
import { useReveals } from './reveals.tsx';

const VERDICT: Readonly<Record<Verdict, { readonly tone: Tone; readonly label: string }>> = {
  best: { tone: 'success', label: '最稳妥' },
  ok: { tone: 'warning', label: '可以，但还有更好的' },
  wrong: { tone: 'danger', label: '有风险' },
};

type Choice = {
  readonly text: string;
  readonly verdict: Verdict;
  readonly consequence: ReactNode;
  readonly next: string | undefined;
};

type ScenarioCardProps = {
  id: string;
  step: boolean;
  prompt: ReactNode;
  choices: readonly Choice[];
  rule: ReactNode;
};

function ChoiceRow({ choice, chosen, onChoose }: { choice: Choice; chosen: boolean; onChoose: () => void }) {
  const verdict = VERDICT[choice.verdict];
  const consequenceId = useId();
  return (
    <li>
      <button
        type="button"
        aria-expanded={chosen}
        aria-controls={consequenceId}
        onClick={onChoose}
        className={clsx(
          'flex min-h-12 w-full items-start gap-3 rounded border px-3.5 py-2 text-left text-base transition-colors',
          chosen
            ? 'border-primary bg-primary-tint text-ink'
            : 'border-edge bg-surface hover:border-primary hover:bg-primary-tint',
        )}
      >
        <span
          aria-hidden="true"
          className={clsx(
            'mt-1 size-4 shrink-0 rounded-full border-2',
            chosen ? 'border-primary bg-primary shadow-[inset_0_0_0_2px_var(--color-surface)]' : 'border-edge',
          )}
        />
        {choice.text}
      </button>
      <div id={consequenceId} className={clsx('pt-2 pb-1 pl-4 text-base', chosen ? 'block' : 'hidden print:block')}>
        <Status tone={verdict.tone}>{verdict.label}</Status>
        <p className="my-0 mt-1 leading-[1.75]">{choice.consequence}</p>
      </div>
    </li>
  );
}

/**
 * A moment of work: choose, see what follows, then the rule. Every choice may be looked at afterwards. On paper all
 * consequences and steps stand open.
 */
export function ScenarioCard({ id, step, prompt, choices, rule }: ScenarioCardProps) {
  const [chosen, setChosen] = useState<number | null>(null);
  const { revealed, reveal } = useReveals();
  const promptId = useId();
  const hidden = step && !revealed.has(id);
  const choose = (index: number) => {
    setChosen(index);
    const next = choices[index]?.next;
    if (next) reveal(next);
  };
  return (
    <section
      aria-labelledby={promptId}
      className={clsx(
        'card my-6 rounded border border-line border-l-4 border-l-primary bg-surface px-4 py-4 sm:px-5',
        hidden && 'hidden print:block',
      )}
    >
      <p className="my-0 mb-1 font-semibold text-primary text-sm">{step ? '接下来' : '情景'}</p>
      <div id={promptId} className="[&>p]:my-0 [&>p+p]:mt-2">
        {prompt}
      </div>
      <ul className="my-0 mt-3 list-none space-y-2 p-0">
        {choices.map((choice, index) => (
          <ChoiceRow key={choice.text} choice={choice} chosen={chosen === index} onChoose={() => choose(index)} />
        ))}
      </ul>
      <div aria-live="polite">
        {rule ? (
          <div
            className={clsx(
              'mt-3 rounded bg-primary-tint px-4 py-2.5 text-base leading-[1.75]',
              chosen === null && 'hidden print:block',
            )}
          >
            <strong className="font-semibold">规则：</strong>
            {rule}
          </div>
        ) : null}
        {chosen !== null && choices[chosen]?.verdict !== 'best' ? (
          <p className="my-0 mt-2 text-ink-2 text-sm print:hidden">可以再点别的选择，看看会怎样。</p>
        ) : null}
      </div>
    </section>
  );
}
