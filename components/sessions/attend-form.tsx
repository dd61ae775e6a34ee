'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Alert } from '../ui/alert.tsx';
import { type ApiError, apiFetch } from '../ui/api.ts';
import { Button } from '../ui/button.tsx';
import { Field, fieldProps } from '../ui/field.tsx';
import { Input } from '../ui/input.tsx';

const CODE = /^\d{6}$/;

/** One press signs in: the code comes with the link that was scanned, or is typed from the screen. */
export function AttendForm({ sessionId, code }: { sessionId: string; code: string }) {
  const router = useRouter();
  const [typed, setTyped] = useState(code);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState('');
  const [error, setError] = useState<ApiError | null>(null);
  const send = async () => {
    setError(null);
    if (!CODE.test(typed)) return setFault('请输入屏幕上的 6 位数字。');
    setFault('');
    setBusy(true);
    const result = await apiFetch(`/api/v1/attend/${sessionId}`, { method: 'POST', body: { code: typed } });
    setBusy(false);
    if (result.ok) return router.refresh();
    setError(result.error);
    if (result.error.code === 'ATTEND_CODE') setTyped('');
  };
  return (
    <form
      noValidate
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {error ? (
        <Alert tone="danger" title="没有签到" code={error.code}>
          {error.message}
        </Alert>
      ) : null}
      <Field id="attend-code" label="签到码" help="屏幕上的 6 位数字，每 30 秒更换。" error={fault || undefined}>
        <Input
          {...fieldProps('attend-code', { help: true, error: fault || undefined })}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          value={typed}
          onChange={(event) => setTyped(event.target.value.replace(/\D/g, ''))}
          className="text-center font-mono text-xl tracking-[0.3em]"
        />
      </Field>
      <Button type="submit" variant="primary" size="lg" busy={busy} className="w-full">
        {busy ? '正在签到…' : '签到'}
      </Button>
    </form>
  );
}
