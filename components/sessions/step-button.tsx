'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useId, useState } from 'react';
import { Alert } from '../ui/alert.tsx';
import { type ApiError, apiFetch } from '../ui/api.ts';
import { Button, type ButtonVariant } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Field, fieldProps } from '../ui/field.tsx';
import { Textarea } from '../ui/input.tsx';
import { toast } from '../ui/toast.tsx';

type StepButtonProps = {
  /** Path of the API call. */
  path: string;
  body?: Readonly<Record<string, string>>;
  label: string;
  title: string;
  /** What follows, before it is done. */
  consequence: ReactNode;
  done: string;
  variant?: ButtonVariant;
  size?: 'sm' | 'md';
  /** Asks for a comment; `needed` refuses an empty one. */
  comment?: 'needed' | 'optional';
};

const SHORTEST = 2;
const LONGEST = 200;

/** A step somebody takes about a list or a correction: says what follows, asks for a word where one is due. */
export function StepButton(props: StepButtonProps) {
  const router = useRouter();
  const id = useId();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [text, setText] = useState('');
  const [fault, setFault] = useState('');
  const [error, setError] = useState<ApiError | null>(null);
  const act = async () => {
    const comment = text.trim();
    if (props.comment === 'needed' && comment.length < SHORTEST) return setFault(`请写明原因，至少 ${SHORTEST} 个字。`);
    setBusy(true);
    setFault('');
    const body = { ...props.body, ...(props.comment ? { comment } : {}) };
    const result = await apiFetch(props.path, { method: 'POST', body });
    setBusy(false);
    if (!result.ok) return setError(result.error);
    setOpen(false);
    setText('');
    toast(props.done);
    router.refresh();
  };
  return (
    <>
      <Button
        size={props.size ?? 'md'}
        // What cannot be undone does not shout from the page; the dialog says what it does.
        variant={props.variant === 'danger' ? 'quiet' : (props.variant ?? 'quiet')}
        onClick={() => {
          setError(null);
          setOpen(true);
        }}
      >
        {props.label}
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title={props.title}
        footer={
          <>
            <Button onClick={() => setOpen(false)}>取消</Button>
            <Button
              variant={props.variant === 'danger' ? 'danger' : 'primary'}
              type="submit"
              form={`${id}-form`}
              busy={busy}
            >
              {busy ? '正在办理…' : props.label}
            </Button>
          </>
        }
      >
        <form
          id={`${id}-form`}
          className="space-y-3"
          onSubmit={(event) => {
            event.preventDefault();
            void act();
          }}
        >
          {error ? (
            <Alert tone="danger" code={error.code}>
              {error.message}
            </Alert>
          ) : null}
          <div className="space-y-2">{props.consequence}</div>
          {props.comment ? (
            <Field
              id={`${id}-comment`}
              label={props.comment === 'needed' ? '原因' : '说明'}
              optional={props.comment === 'optional'}
              help="会连同您的姓名和时间写入审计日志。"
              error={fault || undefined}
            >
              <Textarea
                {...fieldProps(`${id}-comment`, { help: true, error: fault || undefined })}
                rows={3}
                maxLength={LONGEST}
                value={text}
                onChange={(event) => setText(event.target.value)}
              />
            </Field>
          ) : null}
        </form>
      </Dialog>
    </>
  );
}
