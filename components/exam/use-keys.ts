'use client';

import { useEffect } from 'react';

export type RoomKeys = {
  readonly digit: (digit: number, focusedPart: string | null) => void;
  readonly move: (by: -1 | 1) => void;
  readonly mark: () => void;
};

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input[type="text"], textarea, select') !== null;
}

function isOurs(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.repeat) return false;
  if (event.ctrlKey || event.altKey || event.metaKey) return false;
  return !isTyping(event.target) && document.querySelector('dialog[open]') === null;
}

/** 1–9 choose, ← → move, M marks; never while typing, in a dialog, or when switched off. */
export function useKeys(enabled: boolean, keys: RoomKeys): void {
  useEffect(() => {
    if (!enabled) return;
    const press = (event: KeyboardEvent) => {
      if (!isOurs(event)) return;
      const part = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-part]') : null;
      if (/^[1-9]$/.test(event.key)) keys.digit(Number(event.key), part?.dataset.part ?? null);
      else if (event.key === 'ArrowLeft') keys.move(-1);
      else if (event.key === 'ArrowRight') keys.move(1);
      else if (event.key === 'm' || event.key === 'M') keys.mark();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [enabled, keys]);
}
