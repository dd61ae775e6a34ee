'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect, useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import { Alert } from '../ui/alert.tsx';
import { type ApiError, apiFetch } from '../ui/api.ts';
import { Button } from '../ui/button.tsx';
import { ErrorSummary, type FormProblem } from '../ui/error-summary.tsx';
import { PasswordField } from './password-field.tsx';
import { NewPasswordInput } from './reset-schemas.ts';

const FIELDS = [
  { id: 'next', label: '新密码' },
  { id: 'again', label: '再输入一次新密码' },
] as const;

type Props = { rules: readonly string[]; onClosed: (message: string) => void };

/** Last step: only the person at this page sees the password. */
export function ResetNewPassword({ rules, onClosed }: Props) {
  const [failure, setFailure] = useState<ApiError | null>(null);
  const [leaving, setLeaving] = useState(false);
  const summary = useRef<HTMLDivElement>(null);
  const begin = useRef<HTMLDivElement>(null);
  const { register, handleSubmit, formState, setError } = useForm({
    resolver: zodResolver(NewPasswordInput),
    defaultValues: { next: '', again: '' },
    shouldFocusError: false,
  });
  const { errors, submitCount, isSubmitting } = formState;
  const busy = isSubmitting || leaving;

  useEffect(() => begin.current?.focus(), []);
  useEffect(() => {
    if (submitCount > 0 && !isSubmitting) summary.current?.focus();
  }, [submitCount, isSubmitting]);

  const submit = handleSubmit(async ({ next }) => {
    setFailure(null);
    const body = { next };
    const done = await apiFetch('/api/v1/password-resets/mine/complete', { method: 'POST', body, onSignedOut: 'stay' });
    if (done.ok) {
      setLeaving(true);
      window.location.assign('/login?notice=password-reset');
    } else if (done.error.code === 'PASSWORD_TOO_WEAK') setError('next', { message: done.error.message });
    else if (done.error.code === 'RESET_NOT_OPEN') onClosed(done.error.message);
    else setFailure(done.error);
  });

  const problems: FormProblem[] = FIELDS.flatMap(({ id }) => {
    const message = errors[id]?.message;
    return message ? [{ fieldId: id, message }] : [];
  });

  return (
    <form method="post" noValidate onSubmit={(event) => void submit(event)} className="space-y-4">
      <Alert tone="success" title="身份已核对" ref={begin}>
        请设置新密码。设置后，这个账号此前的登录全部失效。
      </Alert>
      <section aria-labelledby="rules" className="rounded border border-line bg-surface px-4 py-3 text-sm">
        <h2 id="rules" className="font-semibold text-sm">
          新密码的要求
        </h2>
        <ul className="mt-1 list-disc space-y-0.5 pl-5 text-ink-2">
          {rules.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
      </section>
      <ErrorSummary problems={problems} ref={summary} />
      {failure ? (
        <Alert tone="danger" title="密码没有设置" code={failure.code} ref={summary}>
          {failure.message}
        </Alert>
      ) : null}
      {FIELDS.map(({ id, label }) => (
        <PasswordField
          key={id}
          id={id}
          label={label}
          autoComplete="new-password"
          error={errors[id]?.message}
          {...register(id)}
        />
      ))}
      <Button type="submit" variant="primary" busy={busy} className="w-full">
        {busy ? '正在保存…' : '设置新密码'}
      </Button>
    </form>
  );
}
