'use client';

import { useCallback, useEffect, useState } from 'react';
import { apiFetch } from '../ui/api.ts';
import { ResetAsk } from './reset-ask.tsx';
import { ResetNewPassword } from './reset-new-password.tsx';
import { ResetWait } from './reset-wait.tsx';

const POLL_MS = 3_000;
const EXPIRED = '上一个核验码已过期，请重新获取。';

type Answer = {
  readonly state: 'waiting' | 'approved' | 'expired' | 'none';
  readonly code: string | null;
  readonly expiresAt: string | null;
};

type Step =
  | { readonly at: 'loading' }
  | { readonly at: 'ask'; readonly notice: string | null }
  | { readonly at: 'wait'; readonly code: string; readonly expiresAt: string }
  | { readonly at: 'set' };

function stepOf({ state, code, expiresAt }: Answer): Step {
  if (state === 'approved') return { at: 'set' };
  if (state === 'waiting' && code && expiresAt) return { at: 'wait', code, expiresAt };
  return { at: 'ask', notice: state === 'expired' ? EXPIRED : null };
}

function read() {
  return apiFetch<Answer>('/api/v1/password-resets/mine', { onSignedOut: 'stay' });
}

/** From the 工号 to the new password. A reload comes back to where it was: the cookie knows. */
export function ResetFlow({ rules }: { rules: readonly string[] }) {
  const [step, setStep] = useState<Step>({ at: 'loading' });
  const [isOffline, setOffline] = useState(false);
  const isOpen = step.at === 'wait';

  const look = useCallback(async (isFirst: boolean) => {
    const answer = await read();
    setOffline(!answer.ok);
    // An answer that comes after the person has begun anew says nothing any more.
    if (answer.ok) setStep((now) => (isFirst || now.at === 'wait' ? stepOf(answer.value) : now));
    else if (isFirst) setStep({ at: 'ask', notice: answer.error.message });
  }, []);

  useEffect(() => void look(true), [look]);

  useEffect(() => {
    if (!isOpen) return;
    const timer = setInterval(() => void look(false), POLL_MS);
    return () => clearInterval(timer);
  }, [isOpen, look]);

  if (step.at === 'loading') return <p className="text-ink-2 text-sm">正在读取…</p>;
  if (step.at === 'set') {
    return <ResetNewPassword rules={rules} onClosed={(notice) => setStep({ at: 'ask', notice })} />;
  }
  if (step.at === 'wait') {
    const restart = () => setStep({ at: 'ask', notice: null });
    return <ResetWait code={step.code} expiresAt={step.expiresAt} isOffline={isOffline} onRestart={restart} />;
  }
  return <ResetAsk notice={step.notice} onOpened={(opened) => setStep({ at: 'wait', ...opened })} />;
}
