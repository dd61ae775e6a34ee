'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { apiFetch } from '../ui/api.ts';
import { Button } from '../ui/button.tsx';
import { toast } from '../ui/toast.tsx';

/** Marks one notice as read, or all of them without an id. */
export function MarkReadButton({ id }: { id?: string }) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const mark = async () => {
    setBusy(true);
    const done = await apiFetch('/api/v1/notices/read', { method: 'POST', body: id ? { id } : {} });
    setBusy(false);
    if (!done.ok) toast(done.error.message, 'danger');
    else router.refresh();
  };
  return (
    <Button size="sm" variant={id ? 'plain' : 'quiet'} busy={busy} onClick={() => void mark()}>
      {id ? '标为已读' : '全部标为已读'}
    </Button>
  );
}
