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

function perform(event: KeyboardEvent, keys: RoomKeys): boolean {
  if (/^[1-9]$/.test(event.key)) {
    const part = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[data-part]') : null;
    keys.digit(Number(event.key), part?.dataset.part ?? null);
  } else if (event.key === 'ArrowLeft') keys.move(-1);
  else if (event.key === 'ArrowRight') keys.move(1);
  else if (event.key.toLowerCase() === 'm') keys.mark();
  else return false;
  return true;
}

/** 1–9 choose, ← → move, M marks; never while typing, in a dialog, or when switched off. */
export function useKeys(enabled: boolean, keys: RoomKeys): void {
  useEffect(() => {
    if (!enabled) return;
    const press = (event: KeyboardEvent) => {
      if (isOurs(event) && perform(event, keys)) event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [enabled, keys]);
}
