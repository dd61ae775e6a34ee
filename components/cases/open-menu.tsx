'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';

export type Opening = { readonly kind: string; readonly label: string };

/** What the reader may begin, each with the form behind it. */
export function OpenMenu({ openings, personId }: { openings: readonly Opening[]; personId?: string }) {
  const [open, setOpen] = useState(false);
  if (openings.length === 0) return null;
  const about = personId ? `&person=${personId}` : '';
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <Plus aria-hidden className="size-4" />
        发起
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title="发起流程">
        <ul className="space-y-2">
          {openings.map(({ kind, label }) => (
            <li key={kind}>
              <ButtonLink href={`/hr/cases/new?kind=${kind}${about}`} className="w-full">
                {label}
              </ButtonLink>
            </li>
          ))}
        </ul>
      </Dialog>
    </>
  );
}
