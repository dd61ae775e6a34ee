'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useRouter } from 'next/navigation';
import { useId, useState } from 'react';
import { type FieldErrors, type UseFormReturn, useForm } from 'react-hook-form';
import type { ExemptionDoor } from '../../domain/hours/plan-record.ts';
import {
  CAUSE_LABEL,
  EXEMPTION_CAUSES,
  EXEMPTION_LABEL,
  REASON_LENGTH,
  ExemptionForm as Schema,
  type ExemptionForm as Values,
} from '../../domain/people/exemption.ts';
import { Alert } from '../ui/alert.tsx';
import { type ApiError, apiFetch } from '../ui/api.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorSummary, type FormProblem } from '../ui/error-summary.tsx';
import { Field, fieldProps } from '../ui/field.tsx';
import { Select, Textarea, TextField } from '../ui/input.tsx';
import { toast } from '../ui/toast.tsx';

type ExemptionButtonProps = { assignmentId: string; title: string; dueOn: string; ask: ExemptionDoor };

const FIELDS = ['kind', 'cause', 'newDueOn', 'reason'] as const;

function problemsOf(id: string, errors: FieldErrors<Values>): FormProblem[] {
  return FIELDS.flatMap((name) => {
    const message = errors[name]?.message;
    return message ? [{ fieldId: `${id}-${name}`, message }] : [];
  });
}

const WHAT_FOLLOWS: Readonly<Record<Values['kind'], string>> = {
  exemption: '批准后本计划不再要求，也不计入应训；它不等于达标，以后仍可自愿学完。',
  extension:
    '批准后截止日期改为新的日期，学习要求不变。延期到下一年度的，下一年度的学习和考试也计入本计划，同时照常计入下一年度的计划。',
};

function Fields({
  id,
  form,
  ask,
  dueOn,
}: {
  id: string;
  form: UseFormReturn<Values>;
  ask: ExemptionDoor;
  dueOn: string;
}) {
  const { register, watch, formState } = form;
  const { errors } = formState;
  const kind = watch('kind');
  return (
    <>
      <Field id={`${id}-kind`} label="申请" help={WHAT_FOLLOWS[kind]}>
        <Select
          {...fieldProps(`${id}-kind`, { help: true })}
          {...register('kind', { onChange: () => form.setValue('newDueOn', null) })}
        >
          {ask.kinds.map((value) => (
            <option key={value} value={value}>
              {EXEMPTION_LABEL[value]}
            </option>
          ))}
        </Select>
      </Field>
      <Field id={`${id}-cause`} label="情形" error={errors.cause?.message}>
        <Select {...fieldProps(`${id}-cause`, { error: errors.cause?.message })} {...register('cause')}>
          {EXEMPTION_CAUSES.map((value) => (
            <option key={value} value={value}>
              {CAUSE_LABEL[value]}
            </option>
          ))}
        </Select>
      </Field>
      {kind === 'extension' ? (
        <TextField
          id={`${id}-newDueOn`}
          label="新的截止日期"
          type="date"
          min={ask.from}
          max={ask.to}
          help={`现在的截止日期 ${dueOn}，可延至 ${ask.to}。`}
          error={errors.newDueOn?.message}
          {...register('newDueOn', { setValueAs: (value: string | null) => value || null })}
        />
      ) : null}
      <Field
        id={`${id}-reason`}
        label="情况说明"
        help="写明起止时间等情况；提交后可以上传证明材料。不得填写涉密内容。"
        error={errors.reason?.message}
      >
        <Textarea
          {...fieldProps(`${id}-reason`, { help: true, error: errors.reason?.message })}
          rows={3}
          maxLength={REASON_LENGTH.max}
          {...register('reason')}
        />
      </Field>
    </>
  );
}

function AskForm({ id, assignmentId, dueOn, ask, onBusy, onDone }: ExemptionButtonProps & FormHooks) {
  const router = useRouter();
  const [failure, setFailure] = useState<ApiError | null>(null);
  const form = useForm<Values>({
    resolver: zodResolver(Schema),
    defaultValues: { kind: ask.kinds[0] ?? 'extension', cause: 'maternity', reason: '', newDueOn: null },
  });
  const submit = form.handleSubmit(async (values) => {
    setFailure(null);
    onBusy(true);
    const newDueOn = values.kind === 'extension' ? values.newDueOn : null;
    const result = await apiFetch(ask.path, { method: 'POST', body: { assignmentId, ...values, newDueOn } });
    onBusy(false);
    if (!result.ok) return setFailure(result.error);
    onDone();
    toast('已提交，等待人事部门或保密办审批');
    router.refresh();
  });
  return (
    <form id={`${id}-form`} noValidate className="space-y-4" onSubmit={(event) => void submit(event)}>
      <ErrorSummary problems={problemsOf(id, form.formState.errors)} />
      {failure ? (
        <Alert tone="danger" title="没有提交" code={failure.code}>
          {failure.message}
        </Alert>
      ) : null}
      <Fields id={id} form={form} ask={ask} dueOn={dueOn} />
    </form>
  );
}

type FormHooks = { id: string; onBusy: (busy: boolean) => void; onDone: () => void };

/** Asks for 免训 or 延期 of one plan; somebody else decides. */
export function ExemptionButton(props: ExemptionButtonProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const label = props.ask.kinds.includes('exemption') ? '申请免训或延期' : '申请延期';
  return (
    <>
      <Button size="sm" variant="plain" aria-label={`${label}：${props.title}`} onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={`${label}：${props.title}`}
        footer={
          <>
            <Button onClick={() => setOpen(false)}>取消</Button>
            <Button variant="primary" type="submit" form={`${id}-form`} busy={busy}>
              {busy ? '正在提交…' : '提交申请'}
            </Button>
          </>
        }
      >
        <AskForm {...props} id={id} onBusy={setBusy} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}
