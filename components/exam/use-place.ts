'use client';

import { useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { AttemptItemView } from '../../domain/assessment/attempt-view.ts';

/** The place in the paper; moving puts the focus on the item's heading, so that it is read out. */
export function usePlace(items: readonly AttemptItemView[]) {
  const [current, setCurrent] = useState(items[0]?.position ?? 1);
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = useRef(current);
  useLayoutEffect(() => {
    if (shown.current === current) return;
    shown.current = current;
    heading.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, [current]);
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
