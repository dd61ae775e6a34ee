import { Plus } from 'lucide-react';
import Link from 'next/link';
import { CASE_DEFINITIONS } from '../../domain/certification/case/definitions.ts';
import type { CaseKind } from '../../domain/certification/case/kinds.ts';
import { PopoverMenu } from '../frame/popover-menu.tsx';
import { buttonClass } from '../ui/button.tsx';

/** What the reader may begin, by the words of the table. */
export function OpenMenu({ kinds, personId }: { kinds: readonly CaseKind[]; personId?: string }) {
  if (kinds.length === 0) return null;
  return (
    <div className="relative">
      <PopoverMenu
        id="open-case"
        label="发起流程"
        trigger={
          <>
            <Plus aria-hidden className="size-4" />
            发起
          </>
        }
        triggerClass={buttonClass({ variant: 'primary' })}
        panelClass="fixed inset-auto top-40 right-4 m-0 max-h-[70dvh] w-56 overflow-y-auto rounded border border-line bg-surface p-1.5 shadow-pop lg:right-8"
      >
        <ul>
          {kinds.map((kind) => (
            <li key={kind}>
              <Link
                prefetch={false}
                href={`/hr/cases/new?kind=${kind}${personId ? `&person=${personId}` : ''}`}
                className="flex min-h-10 items-center rounded px-3 text-ink hover:bg-primary-tint hover:text-primary"
              >
                {CASE_DEFINITIONS[kind].opening.label}
              </Link>
            </li>
          ))}
        </ul>
      </PopoverMenu>
    </div>
  );
}
