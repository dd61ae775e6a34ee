'use client';

import { useEffect, useState } from 'react';
import type { Tone } from './tone.ts';
import { ToneIcon } from './tone-icon.tsx';

type Message = { readonly id: number; readonly text: string; readonly tone: Tone };

const EVENT = 'shoumi:toast';
const SHOWN_MS = 6000;
let lastId = 0;

/** Says briefly that something was done. Never the only place where trouble is told: that belongs beside its cause. */
export function toast(text: string, tone: Tone = 'success'): void {
  lastId += 1;
  window.dispatchEvent(new CustomEvent<Message>(EVENT, { detail: { id: lastId, text, tone } }));
}

/** Stands once in the root layout; the live region exists before the first message, or screen readers miss it. */
export function Toaster() {
  const [messages, setMessages] = useState<readonly Message[]>([]);
  useEffect(() => {
    const show = (event: Event) => {
      const message = (event as CustomEvent<Message>).detail;
      setMessages((before) => [...before.slice(-2), message]);
      setTimeout(() => setMessages((now) => now.filter((other) => other.id !== message.id)), SHOWN_MS);
    };
    window.addEventListener(EVENT, show);
    return () => window.removeEventListener(EVENT, show);
  }, []);
  return (
    <div
      aria-live="polite"
      data-frame
      className="pointer-events-none fixed inset-x-0 bottom-18 z-30 flex flex-col items-center gap-2 px-4 lg:bottom-6"
    >
      {messages.map((message) => (
        <p
          key={message.id}
          className="flex max-w-md items-center gap-2 rounded bg-ink px-4 py-2.5 text-ground text-sm shadow-pop"
        >
          <ToneIcon tone={message.tone} />
          {message.text}
        </p>
      ))}
    </div>
  );
}
