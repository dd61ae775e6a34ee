'use client';

import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import type { CaseActionView } from '../../domain/certification/case/view.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ActionForm } from './action-form.tsx';
import type { TakeStep } from './use-case.ts';

type MoreActionsProps = {
  actions: readonly CaseActionView[];
  today: string;
  take: TakeStep;
  refresh: () => Promise<boolean>;
};

function Choice({ action, onChoose }: { action: CaseActionView; onChoose: () => void }) {
  return (
    <li className="py-2">
      {action.blockedBy === null ? (
        <Button className="w-full" onClick={onChoose}>
          {action.label}
        </Button>
      ) : (
        <div>
          <p className="font-medium">{action.label}</p>
          <p className="text-ink-2 text-sm">{action.blockedBy}</p>
        </div>
      )}
    </li>
  );
}

/** What is possible besides the step the case waits for: sending back, withdrawing, refusing, adding. */
export function MoreActions({ actions, ...rest }: MoreActionsProps) {
  const [open, setOpen] = useState(false);
  const [event, setEvent] = useState<string | null>(null);
  const chosen = actions.find((action) => action.event === event && action.blockedBy === null) ?? null;
  const close = () => {
    setOpen(false);
    setEvent(null);
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>更多操作</Button>
      <Dialog open={open} onClose={close} title={chosen ? chosen.label : '更多操作'}>
        {chosen ? (
          <div className="space-y-3">
            <ActionForm key={chosen.event} {...rest} action={chosen} onDone={close} />
            <Button variant="plain" size="sm" onClick={() => setEvent(null)}>
              <ArrowLeft aria-hidden className="size-4" />
              返回选择其他操作
            </Button>
          </div>
        ) : (
          <ul className="divide-y divide-line">
            {actions.map((action) => (
              <Choice key={action.event} action={action} onChoose={() => setEvent(action.event)} />
            ))}
          </ul>
        )}
      </Dialog>
    </>
  );
}
