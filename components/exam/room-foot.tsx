'use client';

import { ChevronLeft, ChevronRight, Flag, LayoutGrid } from 'lucide-react';
import { Button } from '../ui/button.tsx';

type FootProps = {
  index: number;
  count: number;
  marked: boolean;
  onMove: (by: -1 | 1) => void;
  onMark: () => void;
  onSheet: () => void;
  onHandIn: () => void;
};

/** Back, mark, sheet (on a phone), on; stays at the bottom of a phone. */
export function RoomFoot({ index, count, marked, onMove, onMark, onSheet, onHandIn }: FootProps) {
  const last = index === count - 1;
  return (
    <nav
      aria-label="换题"
      className="sticky bottom-0 z-20 border-line border-t bg-surface pb-[env(safe-area-inset-bottom)] lg:static lg:border-0 lg:bg-transparent"
    >
      <div className="flex items-center gap-2 px-4 py-2 lg:px-0 lg:pt-6">
        <Button disabled={index === 0} onClick={() => onMove(-1)} className="px-3">
          <ChevronLeft aria-hidden className="size-4" />
          <span className="max-sm:sr-only">上一题</span>
        </Button>
        <Button aria-pressed={marked} onClick={onMark} className="whitespace-nowrap px-3 aria-pressed:text-warning">
          <Flag aria-hidden className="size-4" fill={marked ? 'currentColor' : 'none'} />
          标记
        </Button>
        <Button onClick={onSheet} className="px-3 lg:hidden">
          <LayoutGrid aria-hidden className="size-4" />
          <span className="max-sm:sr-only">答题卡</span>
        </Button>
        <Button
          variant="primary"
          className="ml-auto whitespace-nowrap px-3"
          onClick={() => (last ? onHandIn() : onMove(1))}
        >
          {last ? '交卷' : '下一题'}
          {last ? null : <ChevronRight aria-hidden className="size-4" />}
        </Button>
      </div>
    </nav>
  );
}
