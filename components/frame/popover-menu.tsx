'use client';

import type { ReactNode } from 'react';

type PopoverMenuProps = {
  id: string;
  /** Name of the panel for those who hear it. */
  label: string;
  /** What the button shows. */
  trigger: ReactNode;
  triggerClass: string;
  panelClass: string;
  children: ReactNode;
};

/** The browser's own popover: closes with Esc, a press outside, or when a link in it is followed. */
export function PopoverMenu({ id, label, trigger, triggerClass, panelClass, children }: PopoverMenuProps) {
  return (
    <>
      <button type="button" popoverTarget={id} className={triggerClass}>
        {trigger}
      </button>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a link followed by keyboard fires click as well */}
      <section
        id={id}
        popover="auto"
        data-frame
        aria-label={label}
        className={panelClass}
        onClick={(event) => {
          if (event.target instanceof Element && event.target.closest('a')) event.currentTarget.hidePopover();
        }}
      >
        {children}
      </section>
    </>
  );
}
