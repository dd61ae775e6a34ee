'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { apiFetch } from '../ui/api.ts';
import { Button } from '../ui/button.tsx';
import { toast } from '../ui/toast.tsx';

export function EndSessionButton({ sessionId }: { sessionId: string }) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const end = async () => {
    setBusy(true);
    const ended = await apiFetch(`/api/v1/account/sessions/${sessionId}/end`, { method: 'POST', body: {} });
    setBusy(false);
    if (!ended.ok) return toast(ended.error.message, 'danger');
    toast('已退出那台设备上的登录');
    router.refresh();
  };
  return (
    <Button size="sm" busy={busy} onClick={() => void end()}>
      退出该设备
    </Button>
  );
}
