'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useEffect, useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useIsOffline } from '../frame/offline-strip.tsx';
import { Alert } from '../ui/alert.tsx';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/input.tsx';
import { PasswordField } from './password-field.tsx';
import { LoginInput } from './schemas.ts';
import { type SignInOutcome, signIn } from './sign-in.ts';

type Failure = Exclude<SignInOutcome, 'done'>;

type LoginFormProps = {
  /** A path of this site, already checked. */
  callbackUrl: string;
  /** The one sentence for every refusal. */
  refusedMessage: string;
  /** How an earlier try ended, when the page was opened with it. */
  initial: Failure | null;
};

const MESSAGE: Readonly<Record<Exclude<Failure, 'refused'>, { title: string; text: string }>> = {
  throttled: { title: '请稍候再试', text: '登录次数过多，请等待几分钟。忘记密码可在下方申请重置。' },
  busy: { title: '系统正忙', text: '现在登录的人较多，或服务正在恢复，请等待几秒再点一次“登录”。' },
  incomplete: { title: '登录没有完成', text: '页面停留过久，请再点一次“登录”；仍不行请刷新页面。' },
  offline: { title: '连接不上服务器', text: '请检查网络连接后再点一次“登录”。您输入的内容还在。' },
};

function FailureAlert({ failure, refusedMessage }: { failure: Failure; refusedMessage: string }) {
  if (failure === 'refused') {
    return (
      <Alert tone="danger" title="没有登录">
        {refusedMessage}
      </Alert>
    );
  }
  return (
    <Alert tone="warning" title={MESSAGE[failure].title}>
      {MESSAGE[failure].text}
    </Alert>
  );
}

export function LoginForm({ callbackUrl, refusedMessage, initial }: LoginFormProps) {
  const [failure, setFailure] = useState<Failure | null>(initial);
  const [leaving, setLeaving] = useState(false);
  const alert = useRef<HTMLDivElement>(null);
  const offline = useIsOffline();
  const { register, handleSubmit, formState, resetField } = useForm({
    resolver: zodResolver(LoginInput),
    defaultValues: { employeeNo: '', password: '' },
  });
  const busy = formState.isSubmitting || leaving;
  const failedTries = formState.submitCount;

  useEffect(() => {
    if (failure && failedTries > 0) alert.current?.focus();
  }, [failure, failedTries]);

  const submit = handleSubmit(async ({ employeeNo, password }) => {
    setFailure(null);
    const outcome = await signIn(employeeNo, password);
    if (outcome === 'done') {
      setLeaving(true);
      window.location.assign(callbackUrl);
      return;
    }
    if (outcome === 'refused') resetField('password');
    setFailure(outcome);
  });

  return (
    <form method="post" noValidate onSubmit={(event) => void submit(event)} className="space-y-4">
      <div ref={alert} tabIndex={-1} className="outline-none empty:hidden">
        {failure ? <FailureAlert failure={failure} refusedMessage={refusedMessage} /> : null}
        {offline && !failure ? <FailureAlert failure="offline" refusedMessage={refusedMessage} /> : null}
      </div>
      <TextField
        id="employeeNo"
        label="工号"
        autoComplete="username"
        autoCapitalize="characters"
        spellCheck={false}
        error={formState.errors.employeeNo?.message}
        {...register('employeeNo')}
      />
      <PasswordField
        id="password"
        label="密码"
        autoComplete="current-password"
        error={formState.errors.password?.message}
        {...register('password')}
      />
      <Button type="submit" variant="primary" busy={busy} className="w-full">
        {busy ? '正在登录…' : '登录'}
      </Button>
    </form>
  );
}
