'use client';

import { BellRing } from 'lucide-react';
import { useState } from 'react';
import type { PlanKind } from '../../domain/policy/plan-policy.ts';
import { Alert } from '../ui/alert.tsx';
import { type ApiError, apiFetch } from '../ui/api.ts';
import { Button } from '../ui/button.tsx';
import { toast } from '../ui/toast.tsx';

type Picked = { readonly personId: string; readonly planKind: PlanKind | null; readonly trainingYear: number };
type Told = { readonly told: number; readonly toldBefore: number; readonly passedOver: number };

type RemindBarProps = { picked: readonly Picked[]; all: number; onAll: () => void; onDone: () => void };

/** One request a plan and year, because a notice names them. */
function requestsOf(picked: readonly Picked[]) {
  const groups = new Map<string, { planKind: PlanKind; year: number; personIds: string[] }>();
  for (const { personId, planKind, trainingYear } of picked) {
    if (planKind === null) continue;
    const key = `${planKind}:${trainingYear}`;
    const group = groups.get(key) ?? { planKind, year: trainingYear, personIds: [] };
    group.personIds.push(personId);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function resultText({ told, toldBefore, passedOver }: Told): string {
  const parts = [`已提醒 ${told} 人次`];
  if (toldBefore > 0) parts.push(`${toldBefore} 人次今天已提醒过`);
  if (passedOver > 0) parts.push(`${passedOver} 人次已达标或不在范围内`);
  return parts.join('，');
}

export function RemindBar({ picked, all, onAll, onDone }: RemindBarProps) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError | null>(null);
  const send = async () => {
    setBusy(true);
    setError(null);
    let sum: Told = { told: 0, toldBefore: 0, passedOver: 0 };
    for (const body of requestsOf(picked)) {
      const answer = await apiFetch<Told>('/api/v1/hr/reminders', { method: 'POST', body });
      if (!answer.ok) {
        setError(answer.error);
        setBusy(false);
        return;
      }
      const { told, toldBefore, passedOver } = answer.value;
      sum = { told: sum.told + told, toldBefore: sum.toldBefore + toldBefore, passedOver: sum.passedOver + passedOver };
    }
    setBusy(false);
    toast(resultText(sum));
    onDone();
  };
  return (
    <div className="no-print space-y-2 px-4 py-2">
      <div className="flex flex-wrap items-center gap-2">
        <Button size="sm" onClick={onAll}>
          {picked.length === all ? '取消全选' : `选择本页未达标 ${all} 项`}
        </Button>
        <Button size="sm" variant="primary" busy={busy} disabled={picked.length === 0} onClick={() => void send()}>
          <BellRing aria-hidden className="size-4" />
          提醒所选 {picked.length} 项
        </Button>
        <span className="text-ink-2 text-sm">在站内通知本人，同一计划每人每天至多一次。</span>
      </div>
      {error ? (
        <Alert tone="danger" title="没有全部提醒" code={error.code}>
          {error.message}
        </Alert>
      ) : null}
    </div>
  );
}
