'use client';

import { zodResolver } from '@hookform/resolvers/zod';
import { useRouter } from 'next/navigation';
import { useEffect, useId, useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { Alert } from '../ui/alert.tsx';
import { type ApiError, apiFetch } from '../ui/api.ts';
import { Button, type ButtonVariant } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field, fieldProps } from '../ui/field.tsx';
import { Textarea } from '../ui/input.tsx';
import { toast } from '../ui/toast.tsx';

const SHORTEST = 2;
const LONGEST = 300;

const longEnough = (label: string) =>
  z
    .string()
    .trim()
    .min(SHORTEST, `请写明${label}，至少 ${SHORTEST} 个字。`)
    .max(LONGEST, `${label}最多 ${LONGEST} 个字。`);

type StepNote = {
  /** Name of the field the API takes it under. */
  readonly field: 'reason' | 'comment';
  readonly label: string;
  readonly help: string;
  readonly isOptional?: boolean;
};

type StepProps = {
  /** Path of the API call. */
  path: string;
  /** Sent beside what is written. */
  body?: Readonly<Record<string, string>>;
  label: string;
  title: string;
  /** What it does, before it is done. */
  consequence: string;
  done: string;
  variant?: ButtonVariant;
  note?: StepNote;
};

function schemaOf(note: StepNote | undefined) {
  if (!note) return z.object({ text: z.string() });
  const text = longEnough(note.label);
  return z.object({ text: note.isOptional ? z.union([z.literal(''), text]) : text });
}

type StepFormProps = { step: StepProps; formId: string; onBusy: (busy: boolean) => void; onDone: () => void };

function StepForm({ step, formId, onBusy, onDone }: StepFormProps) {
  const { note } = step;
  const [failure, setFailure] = useState<ApiError | null>(null);
  const alert = useRef<HTMLDivElement>(null);
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(schemaOf(note)),
    defaultValues: { text: '' },
  });
  useEffect(() => {
    if (failure) alert.current?.focus();
  }, [failure]);
  const submit = handleSubmit(async ({ text }) => {
    setFailure(null);
    const body = { ...step.body, ...(note ? { [note.field]: text } : {}) };
    onBusy(true);
    const result = await apiFetch(step.path, { method: 'POST', body });
    onBusy(false);
    if (result.ok) onDone();
    else setFailure(result.error);
  });
  const noteId = `${formId}-text`;
  const error = formState.errors.text?.message;
  return (
    <>
      <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="space-y-3">
        {failure ? (
          <Alert tone="danger" title="没有办成" code={failure.code} ref={alert}>
            {failure.message}
          </Alert>
        ) : null}
        <p>{step.consequence}</p>
        {note ? (
          <Field id={noteId} label={note.label} help={note.help} error={error} optional={note.isOptional}>
            <Textarea
              {...register('text')}
              rows={3}
              maxLength={LONGEST}
              {...fieldProps(noteId, { help: note.help, error })}
            />
          </Field>
        ) : null}
      </form>
      <p role="status" className="sr-only">
        {formState.isSubmitting ? '正在提交' : ''}
      </p>
    </>
  );
}

/** One step on a certificate: says what follows, takes what has to be written, and shows the page anew. */
export function CertificateStep(step: StepProps) {
  const router = useRouter();
  const formId = useId();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const finish = () => {
    setOpen(false);
    toast(step.done);
    router.refresh();
  };
  return (
    <>
      <Button size="sm" variant={step.variant === 'primary' ? 'primary' : 'quiet'} onClick={() => setOpen(true)}>
        {step.label}
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={step.title}
        footer={
          <>
            <Button onClick={() => setOpen(false)}>取消</Button>
            <Button variant={step.variant ?? 'primary'} type="submit" form={formId} busy={busy}>
              {step.label}
            </Button>
          </>
        }
      >
        <StepForm step={step} formId={formId} onBusy={setBusy} onDone={finish} />
      </Dialog>
    </>
  );
}
