'use client';

import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';

type DialogProps = {
  open: boolean;
  /** Called for Esc, the cross and a press outside; set `open` to false in it. */
  onClose: () => void;
  title: ReactNode;
  children: ReactNode;
  /** Buttons, the one that acts last. */
  footer?: ReactNode;
};

/** The browser's own modal: focus stays inside and returns afterwards, the page behind is inert. */
function Modal({ open, onClose, title, children, footer, side }: DialogProps & { side?: boolean }) {
  const box = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const dialog = box.current;
    if (!dialog) return;
    if (open && !dialog.open) dialog.showModal();
    if (!open && dialog.open) dialog.close();
  }, [open]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc closes a native dialog; the press outside is the mouse's way
    <dialog
      ref={box}
      className="dialog"
      data-side={side || undefined}
      aria-labelledby={titleId}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === box.current) box.current?.close();
      }}
    >
      {open ? (
        <div className="flex max-h-[inherit] flex-col data-side:h-full" data-side={side || undefined}>
          <header className="sticky top-0 flex items-start justify-between gap-3 border-line border-b bg-surface px-5 py-3">
            <h2 id={titleId} className="text-lg">
              {title}
            </h2>
            <button
              type="button"
              onClick={() => box.current?.close()}
              aria-label="关闭"
              className="-mr-2 grid size-9 shrink-0 place-items-center rounded text-ink-2 hover:bg-primary-tint hover:text-primary"
            >
              <X aria-hidden className="size-5" />
            </button>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4">{children}</div>
          {footer ? (
            <footer className="flex flex-wrap justify-end gap-2 border-line border-t px-5 py-3">{footer}</footer>
          ) : null}
        </div>
      ) : null}
    </dialog>
  );
}

export function Dialog(props: DialogProps) {
  return <Modal {...props} />;
}

/** Comes from the side on a wide screen and from below on a phone; for an article beside the text that cites it. */
export function SideSheet(props: DialogProps) {
  return <Modal {...props} side />;
}
