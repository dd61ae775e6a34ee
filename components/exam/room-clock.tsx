'use client';

import clsx from 'clsx';
import { Clock } from 'lucide-react';
import { useEffect, useState } from 'react';
import { formatDuration } from '../ui/format.ts';
import type { ServerClock } from './server-clock.ts';

const TICK_MS = 500;
const WARN_SECONDS = 5 * 60;
const CALLS = [10, 5, 1] as const;

/** Whole seconds left by the server's clock, counted up so that 0 is shown only when the time is over. */
export function useSecondsLeft(clock: ServerClock, deadlineAt: string, onOver: () => void): number {
  const [left, setLeft] = useState(() => Math.ceil(clock.left(deadlineAt) / 1000));
  useEffect(() => {
    const tick = () => {
      const seconds = Math.ceil(clock.left(deadlineAt) / 1000);
      setLeft(seconds);
      if (seconds <= 0) onOver();
    };
    tick();
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, [clock, deadlineAt, onOver]);
  return left;
}

/** 10, 5 or 1 minute before the end, said once; null in between. */
function callAt(seconds: number): string | null {
  const minutes = CALLS.find((mark) => seconds <= mark * 60 && seconds > mark * 60 - 20);
  return minutes === undefined ? null : `距离考试结束还有 ${minutes} 分钟。`;
}

export function RoomClock({ seconds }: { seconds: number }) {
  const urgent = seconds <= WARN_SECONDS;
  return (
    <div className="flex items-center">
      <p
        role="timer"
        aria-live="off"
        className={clsx('flex items-center gap-1.5 whitespace-nowrap font-semibold', urgent && 'text-seal')}
      >
        <Clock aria-hidden className="size-4.5 shrink-0" />
        剩余 {formatDuration(seconds)}
      </p>
      <span aria-live="polite" className="sr-only">
        {callAt(seconds)}
      </span>
    </div>
  );
}
