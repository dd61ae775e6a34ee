'use client';

import { useCallback, useEffect, useState } from 'react';
import { recall, remember } from './tab-memory.ts';

/** Positions the candidate marked to look at again; kept for this tab over a reload, never sent. */
export function useMarks(attemptId: string): [ReadonlySet<number>, (position: number) => void] {
  const [marked, setMarked] = useState<ReadonlySet<number>>(() => new Set(recall(attemptId, 'marks')));
  useEffect(() => remember(attemptId, 'marks', [...marked]), [attemptId, marked]);
  const toggle = useCallback(
    (position: number) =>
      setMarked((before) => {
        const after = new Set(before);
        if (!after.delete(position)) after.add(position);
        return after;
      }),
    [],
  );
  return [marked, toggle];
}
