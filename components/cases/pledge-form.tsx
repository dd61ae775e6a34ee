'use client';

import { useEffect, useId, useState } from 'react';
import type { CaseActionView, PledgeView } from '../../domain/certification/case/view.ts';
import { Alert } from '../ui/alert.tsx';
import { type ApiError, apiFetch } from '../ui/api.ts';
import { Button } from '../ui/button.tsx';
import { ActionForm } from './action-form.tsx';
import type { TakeStep } from './use-case.ts';

/** Tells the server that the text is open; nothing counts before that has arrived. */
function useOpenedText(caseId: string) {
  const [isOpen, setOpen] = useState(false);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try sends the same again
  useEffect(() => {
    let isHere = true;
    void apiFetch(`/api/v1/cases/${caseId}/pledge`, { method: 'POST', body: {} }).then((result) => {
      if (!isHere) return;
      if (result.ok) setOpen(true);
      setFailure(result.ok ? null : result.error);
    });
    return () => {
      isHere = false;
    };
  }, [caseId, tries]);
  return { isOpen, failure, tryAgain: () => setTries((before) => before + 1) };
}

function useSecondsToRead(seconds: number, isOpen: boolean): number {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    if (!isOpen) return;
    const begun = performance.now();
    const timer = setInterval(() => {
      const rest = Math.max(0, Math.ceil(seconds - (performance.now() - begun) / 1000));
      setLeft(rest);
      if (rest === 0) clearInterval(timer);
    }, 500);
    return () => clearInterval(timer);
  }, [seconds, isOpen]);
  return left;
}

function TimeToRead({ left }: { left: number }) {
  if (left === 0) return '已到通读所需的时间，确认后即可签署。';
  return (
    <>
      请通读，还需 <span role="timer">{left}</span> 秒
    </>
  );
}

type PledgeFormProps = {
  caseId: string;
  action: CaseActionView;
  pledge: PledgeView;
  today: string;
  take: TakeStep;
  refresh: () => Promise<boolean>;
};

/** The 承诺书 to read and sign. How long it has been open is measured by the server; here it is only told. */
export function PledgeForm({ caseId, action, pledge, ...rest }: PledgeFormProps) {
  const titleId = useId();
  const { isOpen, failure, tryAgain } = useOpenedText(caseId);
  const left = useSecondsToRead(pledge.readSeconds, isOpen);
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
      {failure ? (
        <Alert
          tone="danger"
          title="还没有开始计时"
          code={failure.code}
          action={
            <Button size="sm" onClick={tryAgain}>
              重试
            </Button>
          }
        >
          {failure.message}
        </Alert>
      ) : null}
      <p className="text-ink-2 text-sm">{isOpen ? <TimeToRead left={left} /> : null}</p>
    </ActionForm>
  );
}
