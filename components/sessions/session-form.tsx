'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { type FieldErrors, useForm } from 'react-hook-form';
import {
  SessionForm as Schema,
  SESSION_MODE_LABEL,
  SESSION_MODES,
  type SessionFormValues,
} from '../../domain/hours/sessions/session-form.ts';
import { TOPICS } from '../../domain/learning/lesson-ast.ts';
import type { UnitOption } from '../../domain/people/dashboard-view.ts';
import { Alert } from '../ui/alert.tsx';
import { type ApiError, apiFetch } from '../ui/api.ts';
import { Button } from '../ui/button.tsx';
import { ErrorSummary, type FormProblem } from '../ui/error-summary.tsx';
import { Field, fieldProps } from '../ui/field.tsx';
import { Checkbox, Select, TextField } from '../ui/input.tsx';
import { toast } from '../ui/toast.tsx';

type SessionFormProps = {
  /** Null for a new session. */
  sessionId: string | null;
  initial: SessionFormValues;
  units: readonly UnitOption[];
  onDone?: () => void;
};

const FIELDS = ['title', 'mode', 'topics', 'unitId', 'place', 'teacher', 'startsAt', 'endsAt', 'minutes'] as const;

function problemsOf(errors: FieldErrors<SessionFormValues>): FormProblem[] {
  return FIELDS.flatMap((name) => {
    const message = errors[name]?.message;
    return message ? [{ fieldId: `s-${name}`, message }] : [];
  });
}

async function save(sessionId: string | null, body: SessionFormValues) {
  if (sessionId === null) return apiFetch<{ id: string }>('/api/v1/trainings', { method: 'POST', body });
  return apiFetch<null>(`/api/v1/trainings/${sessionId}`, { method: 'PUT', body });
}

/** Everything of a session that is typed, new or to be changed; the sign-in list comes afterwards. */
export function SessionForm({ sessionId, initial, units, onDone }: SessionFormProps) {
  const router = useRouter();
  const [failure, setFailure] = useState<ApiError | null>(null);
  const summary = useRef<HTMLDivElement>(null);
  const { register, handleSubmit, formState } = useForm<SessionFormValues>({
    resolver: zodResolver(Schema),
    defaultValues: initial,
    shouldFocusError: false,
  });
  const { errors, submitCount, isSubmitting } = formState;
  useEffect(() => {
    if (submitCount > 0 && !isSubmitting) summary.current?.focus();
  }, [submitCount, isSubmitting]);

  const submit = handleSubmit(async (values) => {
    setFailure(null);
    const result = await save(sessionId, values);
    if (!result.ok) return setFailure(result.error);
    if (sessionId === null) {
      router.push(`/hr/sessions/${(result.value as { id: string }).id}`);
      return;
    }
    toast('已保存修改');
    onDone?.();
    router.refresh();
  });
  const errorOf = (name: (typeof FIELDS)[number]) => errors[name]?.message;
  const bind = (name: 'title' | 'place' | 'teacher' | 'startsAt' | 'endsAt') => ({
    id: `s-${name}`,
    error: errorOf(name),
    ...register(name),
  });

  return (
    <form method="post" noValidate onSubmit={(event) => void submit(event)} className="max-w-3xl space-y-4">
      <ErrorSummary problems={problemsOf(errors)} ref={summary} />
      {failure ? (
        <Alert tone="danger" title="没有保存" code={failure.code} ref={summary}>
          {failure.message}
        </Alert>
      ) : null}
      <TextField label="培训名称" maxLength={80} {...bind('title')} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field id="s-mode" label="方式" error={errorOf('mode')}>
          <Select {...fieldProps('s-mode', { error: errorOf('mode') })} {...register('mode')}>
            {SESSION_MODES.map((mode) => (
              <option key={mode} value={mode}>
                {SESSION_MODE_LABEL[mode]}
              </option>
            ))}
          </Select>
        </Field>
        <Field id="s-unitId" label="组织单位" error={errorOf('unitId')}>
          <Select {...fieldProps('s-unitId', { error: errorOf('unitId') })} {...register('unitId')}>
            <option value="">请选择</option>
            {units.map((unit) => (
              <option key={unit.id} value={unit.id}>
                {`${'　'.repeat(unit.depth)}${unit.name}`}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <Checkbox id="s-isUnitOrganised" label="由本单位统一组织（计入集中培训学时）" {...register('isUnitOrganised')} />
      <fieldset id="s-topics" tabIndex={-1} className="space-y-1">
        <legend className="font-medium text-sm">教育内容（可多选）</legend>
        <div className="grid gap-x-4 sm:grid-cols-2">
          {TOPICS.map((topic) => (
            <Checkbox key={topic} id={`s-topic-${topic}`} label={topic} value={topic} {...register('topics')} />
          ))}
        </div>
        {errorOf('topics') ? <p className="text-seal text-sm">{errorOf('topics')}</p> : null}
      </fieldset>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField label="地点" maxLength={80} {...bind('place')} />
        <TextField label="授课人" optional maxLength={40} {...bind('teacher')} />
        <TextField label="开始时间" type="datetime-local" {...bind('startsAt')} />
        <TextField label="结束时间" type="datetime-local" {...bind('endsAt')} />
        <TextField
          id="s-minutes"
          label="每人计入的时长（分钟）"
          type="number"
          inputMode="numeric"
          min={1}
          max={960}
          help="不超过本场时长；1 学时按本单位规则折算，一般为 45 分钟。"
          error={errorOf('minutes')}
          {...register('minutes', { valueAsNumber: true })}
        />
      </div>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" busy={isSubmitting}>
          {isSubmitting ? '正在保存…' : sessionId === null ? '保存并登记人员' : '保存修改'}
        </Button>
        {onDone ? <Button onClick={onDone}>取消</Button> : null}
      </div>
    </form>
  );
}
