'use client';

import { useEffect } from 'react';
import { lookAttributes, lookIn } from './look.ts';

/** Pages rendered ahead of time know no cookie; this brings them to the chosen look once they are in the browser. */
export function LookKeeper() {
  useEffect(() => {
    const wanted = lookAttributes(lookIn(document.cookie));
    const root = document.documentElement;
    if (wanted['data-theme']) root.dataset.theme = wanted['data-theme'];
    if (wanted['data-type']) root.dataset.type = wanted['data-type'];
  }, []);
  return null;
}
