'use client';

import { type FormEvent, useRef, useState } from 'react';
import { Alert } from '../ui/alert.tsx';
import { type ApiError, apiFetch } from '../ui/api.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { TextField } from '../ui/input.tsx';
import { toast } from '../ui/toast.tsx';

const EMPTY = { employeeNo: '', code: '', reason: '' };
type Values = typeof EMPTY;
type Faults = Partial<Record<keyof Values, string>>;

function faultsOf({ employeeNo, code, reason }: Values): Faults {
  return {
    ...(employeeNo.trim() ? {} : { employeeNo: '请输入本人的工号' }),
    ...(code.trim() ? {} : { code: '请输入本人页面上的核验码' }),
    ...(reason.trim().length < 2 ? { reason: '请写明核对身份的方式，至少 2 个字' } : {}),
  };
}

/** The 系统管理员 confirms a forgotten password to the person who stands there, and neither sees nor picks one. */
export function ApproveReset() {
  const [values, setValues] = useState<Values>(EMPTY);
  const [faults, setFaults] = useState<Faults>({});
  const [failure, setFailure] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const found = faultsOf(values);
    setFaults(found);
    setFailure(null);
    const [first] = Object.keys(found);
    if (first) return form.current?.querySelector<HTMLInputElement>(`#reset-${first}`)?.focus();
    setBusy(true);
    const done = await apiFetch('/api/v1/admin/password-resets/approve', { method: 'POST', body: values });
    setBusy(false);
    if (!done.ok) return setFailure(done.error);
    setValues(EMPTY);
    toast('已确认，请本人在自己的页面上设置新密码');
  };

  const field = (name: keyof Values) => ({
    id: `reset-${name}`,
    value: values[name],
    error: faults[name],
    autoComplete: 'off',
    spellCheck: false,
    onChange: (event: { target: { value: string } }) => {
      setValues({ ...values, [name]: event.target.value });
      setFaults({ ...faults, [name]: undefined });
    },
  });

  return (
    <Card title="确认重置密码">
      <form ref={form} noValidate onSubmit={(event) => void submit(event)} className="space-y-3">
        <p className="text-ink-2 text-sm">
          请当面核对本人证件，再录入其页面上的核验码。您不会看到密码，新密码由本人在自己的页面上设置。
        </p>
        {failure ? (
          <Alert tone="danger" title="没有确认" code={failure.code}>
            {failure.message}
          </Alert>
        ) : null}
        <div className="grid items-start gap-3 md:grid-cols-3">
          <TextField {...field('employeeNo')} label="工号" autoCapitalize="characters" maxLength={64} />
          <TextField {...field('code')} label="核验码" autoCapitalize="characters" maxLength={40} />
          <TextField
            {...field('reason')}
            label="核对身份的方式"
            help="会连同您的姓名和时间写入审计日志。"
            placeholder="如：当面核对工作证"
            maxLength={200}
          />
        </div>
        <Button type="submit" variant="primary" busy={busy}>
          {busy ? '正在确认…' : '确认重置'}
        </Button>
      </form>
    </Card>
  );
}
