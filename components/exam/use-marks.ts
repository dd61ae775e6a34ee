'use client';

import { useCallback, useState } from 'react';

const keyOf = (attemptId: string) => `shoumi-marks-${attemptId}`;

function read(attemptId: string): ReadonlySet<number> {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(keyOf(attemptId)) ?? '[]');
    return new Set(Array.isArray(kept) ? kept.filter((position) => typeof position === 'number') : []);
  } catch {
    return new Set();
  }
}

export function forgetMarks(attemptId: string): void {
  try {
    sessionStorage.removeItem(keyOf(attemptId));
  } catch {
    // A browser without storage has nothing to forget.
  }
}

/** Positions the candidate marked to look at again; kept for this tab over a reload, never sent. */
export function useMarks(attemptId: string): [ReadonlySet<number>, (position: number) => void] {
  const [marked, setMarked] = useState(() => read(attemptId));
  const toggle = useCallback(
    (position: number) =>
      setMarked((before) => {
        const after = new Set(before);
        if (!after.delete(position)) after.add(position);
        try {
          sessionStorage.setItem(keyOf(attemptId), JSON.stringify([...after]));
        } catch {
          // Without storage a mark lasts until the page is reloaded.
        }
        return after;
      }),
    [attemptId],
  );
  return [marked, toggle];
}
