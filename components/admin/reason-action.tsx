'use client';

import { useRouter } from 'next/navigation';
import { useId, useState } from 'react';
import { Alert } from '../ui/alert.tsx';
import { type ApiError, apiFetch } from '../ui/api.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/input.tsx';
import { toast } from '../ui/toast.tsx';

type ReasonActionProps = {
  /** Path of the API call. */
  path: string;
  /** Sent beside the reason. */
  body?: Readonly<Record<string, string>>;
  label: string;
  title: string;
  /** What it does, before it is done. */
  consequence: string;
  done: string;
  variant?: 'quiet' | 'danger';
};

const SHORTEST = 2;
const LONGEST = 200;

/** An act on somebody's account: says what follows, asks why, and is written to the audit trail with that reason. */
export function ReasonAction(props: ReasonActionProps) {
  const router = useRouter();
  const id = useId();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState('');
  const [error, setError] = useState<ApiError | null>(null);
  const act = async () => {
    if (reason.trim().length < SHORTEST) return setFault(`请写明原因，至少 ${SHORTEST} 个字`);
    setBusy(true);
    setFault('');
    const result = await apiFetch(props.path, { method: 'POST', body: { ...props.body, reason: reason.trim() } });
    setBusy(false);
    if (!result.ok) return setError(result.error);
    setOpen(false);
    setReason('');
    toast(props.done);
    router.refresh();
  };
  return (
    <>
      <Button
        size="sm"
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
              {props.label}
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
          <p>{props.consequence}</p>
          <TextField
            id={`${id}-reason`}
            label="原因"
            help="会连同您的姓名和时间写入审计日志。"
            error={fault || undefined}
            maxLength={LONGEST}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </form>
      </Dialog>
    </>
  );
}
