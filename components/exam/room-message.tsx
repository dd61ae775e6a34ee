'use client';

import { type ReactNode, useEffect, useRef } from 'react';
import { ToneIcon } from '../ui/tone-icon.tsx';

type RoomMessageProps = {
  title: string;
  children: ReactNode;
  action?: ReactNode;
  tone?: 'info' | 'warning' | 'danger';
};

/** Stands in place of the paper while there is something to decide or to wait for. */
export function RoomMessage({ title, children, action, tone = 'info' }: RoomMessageProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <main className="grid flex-1 place-items-center px-4 py-10">
      <div
        ref={box}
        role="alertdialog"
        tabIndex={-1}
        aria-labelledby="room-message-title"
        aria-describedby="room-message-text"
        className="w-full max-w-lg rounded border border-line bg-surface px-5 py-5 outline-none"
      >
        <h1 id="room-message-title" className="flex items-center gap-2 text-lg">
          <ToneIcon
            tone={tone}
            className={`size-5 ${tone === 'warning' ? 'text-warning' : tone === 'danger' ? 'text-seal' : 'text-primary'}`}
          />
          {title}
        </h1>
        <div id="room-message-text" className="mt-2 space-y-2 text-ink-2">
          {children}
        </div>
        {action ? <div className="mt-5 flex flex-wrap gap-3">{action}</div> : null}
      </div>
    </main>
  );
}
