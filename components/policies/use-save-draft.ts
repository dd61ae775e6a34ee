'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { type ApiError, apiFetch } from '../ui/api.ts';
import { toast } from '../ui/toast.tsx';

type Saved = { readonly spec: unknown; readonly note: string; readonly effectiveFrom?: string };

/** Sends what a form says to its draft and reads the page again, so that differences and faults follow. */
export function useSaveDraft(draftId: string, seen: string) {
  const router = useRouter();
  const [failure, setFailure] = useState<ApiError | null>(null);
  const save = async (values: Saved) => {
    setFailure(null);
    const body = { seen, ...values };
    const result = await apiFetch(`/api/v1/policies/drafts/${draftId}`, { method: 'PUT', body });
    if (!result.ok) return setFailure(result.error);
    toast('草稿已保存，现行规则不变');
    router.refresh();
  };
  return { save, failure };
}
