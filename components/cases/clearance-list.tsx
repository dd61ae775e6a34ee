'use client';

import { CircleCheck } from 'lucide-react';
import { useRef, useState } from 'react';
import type { CaseActionView, ClearanceView } from '../../domain/certification/case/view.ts';
import { CLEARANCE_LABEL } from '../../domain/policy/lifecycle-policy.ts';
import { Alert } from '../ui/alert.tsx';
import type { ApiError } from '../ui/api.ts';
import { Button } from '../ui/button.tsx';
import { formatDateTime } from '../ui/format.ts';
import { ProgressBar } from '../ui/progress.tsx';
import type { TakeStep } from './use-case.ts';

function kindLabel(kind: string): string {
  return Object.hasOwn(CLEARANCE_LABEL, kind) ? CLEARANCE_LABEL[kind as keyof typeof CLEARANCE_LABEL] : kind;
}

type ClearanceListProps = {
  items: readonly ClearanceView[];
  /** The step that confirms an item; null for those who only look. */
  action?: CaseActionView | null;
  take?: TakeStep;
  refresh?: () => Promise<boolean>;
};

/** What is to be handed back, item by item, with who confirmed it. */
export function ClearanceList({ items, action = null, take, refresh }: ClearanceListProps) {
  const [busy, setBusy] = useState<string | null>(null);
  const [failure, setFailure] = useState<ApiError | null>(null);
  const head = useRef<HTMLParagraphElement>(null);
  const done = items.filter((item) => item.confirmedAt).length;
  const kinds = [...new Set(items.map((item) => item.kind))];
  const confirm = async (item: ClearanceView) => {
    if (!action || !take || busy) return;
    setBusy(item.id);
    setFailure(null);
    const result = await take(action, { itemId: item.id });
    setBusy(null);
    if (result.ok) head.current?.focus();
    else setFailure(result.error);
  };
  return (
    <div className="space-y-3">
      <p ref={head} tabIndex={-1} className="font-medium text-sm outline-none">
        已确认 {done} / {items.length} 项
      </p>
      <ProgressBar value={done} max={items.length} label={`清退清单：已确认 ${done} 项，共 ${items.length} 项`} />
      {failure ? (
        <Alert
          tone="danger"
          title="没有确认"
          code={failure.code}
          action={
            refresh ? (
              <Button
                size="sm"
                onClick={() => {
                  void refresh().then((isFresh) => isFresh && setFailure(null));
                }}
              >
                刷新
              </Button>
            ) : undefined
          }
        >
          {failure.message}
        </Alert>
      ) : null}
      {kinds.map((kind) => (
        <section key={kind} aria-label={kindLabel(kind)}>
          <p className="text-ink-2 text-sm">{kindLabel(kind)}</p>
          <ul className="divide-y divide-line">
            {items
              .filter((item) => item.kind === kind)
              .map((item) => (
                <li
                  key={item.id}
                  className="flex min-h-11 flex-wrap items-center justify-between gap-x-3 gap-y-1 py-1.5"
                >
                  <span className="min-w-0">{item.label}</span>
                  {item.confirmedAt ? (
                    <span className="flex items-center gap-1 text-sm text-success">
                      <CircleCheck aria-hidden className="size-4 shrink-0" />
                      {item.confirmedBy} · {formatDateTime(item.confirmedAt)}
                    </span>
                  ) : action ? (
                    <Button
                      size="sm"
                      busy={busy === item.id}
                      aria-label={`确认清退：${item.label}`}
                      onClick={() => void confirm(item)}
                    >
                      确认
                    </Button>
                  ) : (
                    <span className="text-ink-2 text-sm">待确认</span>
                  )}
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
