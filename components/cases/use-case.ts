'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import type { CaseActionView, CaseView } from '../../domain/certification/case/view.ts';
import { type ApiResult, apiFetch } from '../ui/api.ts';
import { toast } from '../ui/toast.tsx';
import type { Payload } from './form-model.ts';

export type TakeStep = (
  action: Pick<CaseActionView, 'event' | 'label'>,
  payload: Payload,
  password?: string,
) => Promise<ApiResult<CaseView>>;

export type CaseDesk = {
  readonly view: CaseView;
  /** Counts the steps taken on this page after which the reader is led to the state; 0 before the first. */
  readonly taken: number;
  readonly take: TakeStep;
  /** Reads the case anew. @returns false when that failed. */
  readonly refresh: () => Promise<boolean>;
};

/** A case on a page: what is known of it, and the two ways it changes. */
export function useCase(initial: CaseView): CaseDesk {
  const router = useRouter();
  const [view, setView] = useState(initial);
  const [taken, setTaken] = useState(0);
  const path = `/api/v1/cases/${view.id}`;
  const take: TakeStep = async (action, payload, password) => {
    const secret = password === undefined ? {} : { password };
    const body = { event: action.event, version: view.version, payload, ...secret };
    const result = await apiFetch<CaseView>(`${path}/steps`, { method: 'POST', body });
    if (!result.ok) return result;
    // Ticking off a list leaves the reader at the list.
    const staysInList = action.event === 'confirm-item' && result.value.state === view.state;
    setView(result.value);
    if (!staysInList) setTaken((before) => before + 1);
    toast(`${action.label}：已办理`);
    // The frame around the page counts what waits.
    router.refresh();
    return result;
  };
  const refresh = async () => {
    const result = await apiFetch<CaseView>(path);
    if (result.ok) setView(result.value);
    else toast(result.error.message, 'warning');
    return result.ok;
  };
  return { view, taken, take, refresh };
}
