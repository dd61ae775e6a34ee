'use client';

import { type ReactNode, useId, useState } from 'react';
import type { CaseActionView } from '../../domain/certification/case/view.ts';
import { PasswordField } from '../auth/password-field.tsx';
import { Alert } from '../ui/alert.tsx';
import type { ApiError } from '../ui/api.ts';
import { Button } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { FormControl, faultOf } from './form-fields.tsx';
import { check, startOf } from './form-model.ts';
import type { TakeStep } from './use-case.ts';
import { PASSWORD, useStepForm } from './use-step-form.ts';

type ActionFormProps = {
  action: CaseActionView;
  today: string;
  take: TakeStep;
  refresh: () => Promise<boolean>;
  /** Values that stand and are not shown. */
  given?: Readonly<Record<string, string>>;
  /** Stands before the fields. */
  children?: ReactNode;
  /** The checkbox without which the button rests. */
  gate?: string;
  onDone?: () => void;
};

/** Refusals that belong beside a field rather than above the form. */
const FIELD_OF: Partial<Record<ApiError['code'], string>> = {
  PASSWORD_INCORRECT: PASSWORD,
  CASE_PASSWORD_NEEDED: PASSWORD,
  CASE_REASON_NEEDED: 'comment',
};

function Stale({ onRefresh }: { onRefresh: () => Promise<void> }) {
  const [busy, setBusy] = useState(false);
  return (
    <Button
      size="sm"
      busy={busy}
      onClick={() => {
        setBusy(true);
        void onRefresh().finally(() => setBusy(false));
      }}
    >
      刷新
    </Button>
  );
}

/** One step of a case as an open form; its button carries the name of the step. */
export function ActionForm({ action, today, take, refresh, given = {}, children, gate, onDone }: ActionFormProps) {
  const prefix = useId();
  const start = startOf(action.form, given, today);
  const { form, errors, isSubmitting, failure, setFailure, summary } = useStepForm(
    action.form,
    start,
    action.needsPassword,
  );
  const [note, setNote] = useState('');
  const shown = action.form.filter((field) => !(field.name in given));
  const idOf = (name: string) => `${prefix}-${name}`;
  const submit = form.handleSubmit(async ({ [PASSWORD]: password, ...inputs }) => {
    setFailure(null);
    setNote('');
    const checked = check(action.form, inputs);
    if (!checked.ok) return;
    const result = await take(action, checked.payload, action.needsPassword ? String(password) : undefined);
    if (result.ok) return onDone?.();
    const field = FIELD_OF[result.error.code];
    if (field && (field === PASSWORD ? action.needsPassword : field in inputs)) {
      form.setError(field, { message: result.error.message });
    } else setFailure(result.error);
  });
  const reload = async () => {
    if (!(await refresh())) return;
    setFailure(null);
    setNote('已刷新到最新进展，您填写的内容还在，请核对后再提交。');
  };
  const names = [...shown.map((field) => field.name), ...(action.needsPassword ? [PASSWORD] : [])];
  const problems = names.flatMap((name) => {
    const message = faultOf(errors, name);
    return message ? [{ fieldId: idOf(name), message }] : [];
  });
  const rests = gate !== undefined && form.watch(gate) !== true;
  return (
    <form
      method="post"
      noValidate
      aria-label={action.label}
      onSubmit={(event) => void submit(event)}
      className="space-y-3"
    >
      <ErrorSummary problems={problems} ref={summary} />
      {failure ? (
        <Alert
          tone="danger"
          title="没有办成"
          code={failure.code}
          ref={summary}
          action={failure.code === 'CASE_STALE' ? <Stale onRefresh={reload} /> : undefined}
        >
          {failure.message}
        </Alert>
      ) : null}
      {note ? <Alert tone="info">{note}</Alert> : null}
      {children}
      {shown.map((field) => (
        <FormControl
          key={field.name}
          field={field}
          id={idOf(field.name)}
          error={faultOf(errors, field.name)}
          register={form.register}
        />
      ))}
      {action.needsPassword ? (
        <div className="sm:max-w-80">
          <PasswordField
            id={idOf(PASSWORD)}
            label="登录密码"
            autoComplete="current-password"
            error={faultOf(errors, PASSWORD)}
            {...form.register(PASSWORD)}
          />
        </div>
      ) : null}
      <p className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant={action.isNegative ? 'danger' : 'primary'} busy={isSubmitting} disabled={rests}>
          {action.label}
        </Button>
        <span className="text-ink-2 text-xs">依据：{action.basis}</span>
      </p>
    </form>
  );
}
