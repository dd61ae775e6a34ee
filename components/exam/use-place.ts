'use client';

import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { AttemptItemView } from '../../domain/assessment/attempt-view.ts';
import { recall, remember } from './tab-memory.ts';

function firstPlace(attemptId: string, items: readonly AttemptItemView[]): number {
  const [kept] = recall(attemptId, 'place');
  return items.find((item) => item.position === kept)?.position ?? items[0]?.position ?? 1;
}

/** The place in the paper, kept over a reload; moving puts the focus on the item's heading, so that it is read out. */
export function usePlace(attemptId: string, items: readonly AttemptItemView[]) {
  const [current, setCurrent] = useState(() => firstPlace(attemptId, items));
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(current);
  useLayoutEffect(() => {
    if (shown.current === current) return;
    shown.current = current;
    remember(attemptId, 'place', [current]);
    heading.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, [attemptId, current]);
  const index = items.findIndex((item) => item.position === current);
  const move = useCallback(
    (by: -1 | 1) => {
      const next = items[index + by];
      if (next) setCurrent(next.position);
    },
    [items, index],
  );
  return { item: items[index], index, current, go: setCurrent, move, heading };
}
