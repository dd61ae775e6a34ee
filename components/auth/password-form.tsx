'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect, useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import { Alert } from '../ui/alert.tsx';
import { type ApiError, apiFetch } from '../ui/api.ts';
import { Button } from '../ui/button.tsx';
import { ErrorSummary, type FormProblem } from '../ui/error-summary.tsx';
import { PasswordField } from './password-field.tsx';
import { PasswordInput } from './schemas.ts';

const FIELDS = [
  { id: 'current', label: '当前密码', autoComplete: 'current-password' },
  { id: 'next', label: '新密码', autoComplete: 'new-password' },
  { id: 'again', label: '再输入一次新密码', autoComplete: 'new-password' },
] as const;

/** Refusals that belong beside a field rather than above the form. */
const FIELD_OF = { PASSWORD_INCORRECT: 'current', PASSWORD_TOO_WEAK: 'next' } as const;

function fieldOf(error: ApiError): 'current' | 'next' | null {
  return error.code === 'PASSWORD_INCORRECT' || error.code === 'PASSWORD_TOO_WEAK' ? FIELD_OF[error.code] : null;
}

export function PasswordForm() {
  const [failure, setFailure] = useState<ApiError | null>(null);
  const [leaving, setLeaving] = useState(false);
  const summary = useRef<HTMLDivElement>(null);
  const { register, handleSubmit, formState, setError } = useForm({
    resolver: zodResolver(PasswordInput),
    defaultValues: { current: '', next: '', again: '' },
    shouldFocusError: false,
  });
  const { errors, submitCount, isSubmitting } = formState;
  const busy = isSubmitting || leaving;

  useEffect(() => {
    if (submitCount > 0 && !isSubmitting) summary.current?.focus();
  }, [submitCount, isSubmitting]);

  const submit = handleSubmit(async ({ current, next }) => {
    setFailure(null);
    const result = await apiFetch('/api/v1/account/password', { method: 'POST', body: { current, next } });
    if (result.ok) {
      setLeaving(true);
      window.location.assign('/');
      return;
    }
    const field = fieldOf(result.error);
    if (field) setError(field, { message: result.error.message });
    else setFailure(result.error);
  });

  const problems: FormProblem[] = FIELDS.flatMap(({ id }) => {
    const message = errors[id]?.message;
    return message ? [{ fieldId: id, message }] : [];
  });

  return (
    <form method="post" noValidate onSubmit={(event) => void submit(event)} className="space-y-4">
      <ErrorSummary problems={problems} ref={summary} />
      {failure ? (
        <Alert tone="danger" title="密码没有修改" code={failure.code} ref={summary}>
          {failure.message}
        </Alert>
      ) : null}
      {FIELDS.map(({ id, label, autoComplete }) => (
        <PasswordField
          key={id}
          id={id}
          label={label}
          autoComplete={autoComplete}
          error={errors[id]?.message}
          {...register(id)}
        />
      ))}
      <Button type="submit" variant="primary" busy={busy} className="w-full">
        {busy ? '正在保存…' : '修改密码'}
      </Button>
    </form>
  );
}
