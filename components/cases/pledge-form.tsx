'use client';

import { useEffect, useId, useState } from 'react';
import type { CaseActionView, PledgeView } from '../../domain/certification/case/view.ts';
import { ActionForm } from './action-form.tsx';
import type { TakeStep } from './use-case.ts';

function useSecondsToRead(seconds: number): number {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const begun = performance.now();
    const timer = setInterval(() => {
      const rest = Math.max(0, Math.ceil(seconds - (performance.now() - begun) / 1000));
      setLeft(rest);
      if (rest === 0) clearInterval(timer);
    }, 500);
    return () => clearInterval(timer);
  }, [seconds]);
  return left;
}

type PledgeFormProps = {
  action: CaseActionView;
  pledge: PledgeView;
  today: string;
  take: TakeStep;
  refresh: () => Promise<boolean>;
};

/** The 承诺书 to read and sign. How long it has been open is measured by the server; here it is only told. */
export function PledgeForm({ action, pledge, ...rest }: PledgeFormProps) {
  const titleId = useId();
  const left = useSecondsToRead(pledge.readSeconds);
  return (
    <ActionForm {...rest} action={action} given={{ pledge: pledge.ref }} gate="agreed">
      <section
        aria-labelledby={titleId}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
        tabIndex={0}
        className="max-h-96 overflow-y-auto rounded border border-edge bg-ground px-4 py-3 print:max-h-none"
      >
        <h4 id={titleId} className="text-center font-semibold text-lg">
          {pledge.title}
        </h4>
        {pledge.paragraphs.map((paragraph) => (
          <p key={paragraph} className="mt-2 leading-[1.8]">
            {paragraph}
          </p>
        ))}
      </section>
      <p className="text-ink-2 text-sm">
        {left > 0 ? (
          <>
            请通读，还需 <span role="timer">{left}</span> 秒
          </>
        ) : (
          '已到通读所需的时间，确认后即可签署。'
        )}
      </p>
    </ActionForm>
  );
}
