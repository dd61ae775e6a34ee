'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { OwnEmail } from '../../domain/reminders/own-email.ts';
import { Alert } from '../ui/alert.tsx';
import { type ApiError, apiFetch } from '../ui/api.ts';
import { Button } from '../ui/button.tsx';
import { Field, fieldProps } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';
import { toast } from '../ui/toast.tsx';

const HELP = '邮件只写到期日期和登录地址，不写事项内容。不需要邮件提醒的，请清空后保存。';

/** Where the person wants to be reminded by e-mail. */
export function EmailForm({ email }: { email: string }) {
  const router = useRouter();
  const [failure, setFailure] = useState<ApiError | null>(null);
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(OwnEmail),
    defaultValues: { email },
  });
  const error = formState.errors.email?.message;
  const submit = handleSubmit(async (given) => {
    setFailure(null);
    const saved = await apiFetch('/api/v1/account/email', { method: 'POST', body: given });
    if (!saved.ok) return setFailure(saved.error);
    toast(given.email === '' ? '已取消邮件提醒' : '提醒邮箱已保存');
    router.refresh();
  });
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="max-w-md space-y-3">
      {failure ? (
        <Alert tone="danger" title="邮箱没有保存" code={failure.code}>
          {failure.message}
        </Alert>
      ) : null}
      <Field id="email" label="接收提醒的邮箱" help={HELP} error={error} optional>
        <Input
          {...register('email', { setValueAs: (text: string) => text.trim() })}
          type="email"
          autoComplete="email"
          maxLength={254}
          {...fieldProps('email', { help: HELP, error })}
        />
      </Field>
      <Button type="submit" variant="primary" busy={formState.isSubmitting}>
        保存邮箱
      </Button>
    </form>
  );
}
