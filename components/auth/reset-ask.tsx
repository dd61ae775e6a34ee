'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect, useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import { Alert } from '../ui/alert.tsx';
import { type ApiError, apiFetch } from '../ui/api.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/input.tsx';
import { ResetInput } from './reset-schemas.ts';

export type OpenedReset = { readonly code: string; readonly expiresAt: string };

type ResetAskProps = {
  /** Why the page is here again, when an earlier code has ended. */
  notice: string | null;
  onOpened: (opened: OpenedReset) => void;
};

/** First step: whose password it is. Whether the 工号 exists is not told. */
export function ResetAsk({ notice, onOpened }: ResetAskProps) {
  const [failure, setFailure] = useState<ApiError | null>(null);
  const alert = useRef<HTMLDivElement>(null);
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(ResetInput),
    defaultValues: { employeeNo: '' },
  });

  useEffect(() => {
    if (failure) alert.current?.focus();
  }, [failure]);

  const submit = handleSubmit(async (body) => {
    setFailure(null);
    const opened = await apiFetch<OpenedReset>('/api/v1/password-resets', { method: 'POST', body });
    if (opened.ok) onOpened(opened.value);
    else setFailure(opened.error);
  });

  return (
    <form method="post" noValidate onSubmit={(event) => void submit(event)} className="space-y-4">
      {failure ? (
        <Alert tone="danger" title="没有申请成功" code={failure.code} ref={alert}>
          {failure.message}
        </Alert>
      ) : null}
      {notice && !failure ? <Alert tone="warning">{notice}</Alert> : null}
      <TextField
        id="employeeNo"
        label="工号"
        help="请先到系统管理员处，或确认能当面联系到系统管理员，再获取核验码。"
        autoComplete="username"
        autoCapitalize="characters"
        spellCheck={false}
        error={formState.errors.employeeNo?.message}
        {...register('employeeNo')}
      />
      <Button type="submit" variant="primary" busy={formState.isSubmitting} className="w-full">
        {formState.isSubmitting ? '正在获取…' : '获取核验码'}
      </Button>
    </form>
  );
}
