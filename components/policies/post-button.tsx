'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import { Alert } from '../ui/alert.tsx';
import { type ApiError, apiFetch } from '../ui/api.ts';
import { Button, type ButtonVariant } from '../ui/button.tsx';
import { toast } from '../ui/toast.tsx';

type PostButtonProps<T> = {
  path: string;
  body?: unknown;
  children: ReactNode;
  busyText: string;
  /** What is said when it is done. */
  done: (value: T) => string;
  /** Where to go afterwards; without it the page is read again. */
  next?: string;
  variant?: ButtonVariant;
  size?: 'sm' | 'md';
  disabled?: boolean;
};

/** One act on the server; trouble is told beside the button, with its code. */
export function PostButton<T>(props: PostButtonProps<T>) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const act = async () => {
    setBusy(true);
    setFailure(null);
    const result = await apiFetch<T>(props.path, { method: 'POST', body: props.body ?? {} });
    setBusy(false);
    if (!result.ok) return setFailure(result.error);
    toast(props.done(result.value));
    if (props.next) router.push(props.next);
    router.refresh();
  };
  return (
    <div className="space-y-2">
      <Button
        variant={props.variant}
        size={props.size}
        busy={busy}
        disabled={props.disabled}
        onClick={() => void act()}
      >
        {busy ? props.busyText : props.children}
      </Button>
      {failure ? (
        <Alert tone="danger" code={failure.code}>
          {failure.message}
        </Alert>
      ) : null}
    </div>
  );
}
