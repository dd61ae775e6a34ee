'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { apiFetch } from '../ui/api.ts';
import { Button } from '../ui/button.tsx';
import { toast } from '../ui/toast.tsx';

/** Puts one failed delivery back in front of the queue. */
export function ResendButton({ id }: { id: string }) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const resend = async () => {
    setBusy(true);
    const done = await apiFetch(`/api/v1/deliveries/${id}/resend`, { method: 'POST', body: {} });
    setBusy(false);
    toast(done.ok ? '已重新排队，一两分钟内发送' : done.error.message, done.ok ? undefined : 'danger');
    router.refresh();
  };
  return (
    <Button size="sm" busy={busy} onClick={() => void resend()}>
      重新发送
    </Button>
  );
}
