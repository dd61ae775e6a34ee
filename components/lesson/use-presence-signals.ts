'use client';

import { type RefObject, useEffect, useRef } from 'react';
import { awayReason } from './study-time.ts';

const USES = ['pointerdown', 'pointermove', 'keydown', 'scroll', 'wheel', 'touchmove'] as const;

/** When the reader last did something on the page, by the page's own running time. */
export function useLastUse(): RefObject<number> {
  const lastUse = useRef(0);
  useEffect(() => {
    const note = () => {
      lastUse.current = performance.now();
    };
    note();
    for (const name of USES) window.addEventListener(name, note, { passive: true, capture: true });
    return () => {
      for (const name of USES) window.removeEventListener(name, note, { capture: true });
    };
  }, []);
  return lastUse;
}

/** Why time does not count right now as far as the page itself can tell. */
export function awayNow(lastUseMs: number): 'hidden' | 'idle' | null {
  return awayReason({
    nowMs: performance.now(),
    lastUseMs,
    isVisible: document.visibilityState === 'visible',
    isFocused: document.hasFocus(),
  });
}

/** The section whose heading was passed last; empty above the first one. */
export function sectionInView(sectionIds: readonly string[]): string {
  const line = window.innerHeight * 0.6;
  const passed = sectionIds.filter((id) => {
    const top = document.getElementById(id)?.getBoundingClientRect().top;
    return top !== undefined && top < line;
  });
  return passed.at(-1) ?? '';
}
