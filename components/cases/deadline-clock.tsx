'use client';

import { useEffect, useState } from 'react';
import { ServerClock } from '../exam/server-clock.ts';
import { formatDateTime, formatSpan } from '../ui/format.ts';
import { Status } from '../ui/status.tsx';

const TICK_MS = 15_000;
const SHORT_SECONDS = 6 * 3600;

/** How long is left to report what was discovered, by the server's time. */
export function DeadlineClock({ deadlineAt, now }: { deadlineAt: string; now: string }) {
  const [seconds, setSeconds] = useState(() => (Date.parse(deadlineAt) - Date.parse(now)) / 1000);
  useEffect(() => {
    const clock = new ServerClock();
    clock.sync(now);
    const timer = setInterval(() => setSeconds((Date.parse(deadlineAt) - clock.now()) / 1000), TICK_MS);
    return () => clearInterval(timer);
  }, [deadlineAt, now]);
  const late = seconds <= 0;
  return (
    <p role="timer" className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
      <Status tone={late ? 'danger' : seconds < SHORT_SECONDS ? 'warning' : 'info'}>
        {late ? `已超过上报时限 ${formatSpan(-seconds)}` : `距上报时限还有 ${formatSpan(seconds)}`}
      </Status>
      <span className="text-ink-2">须在 {formatDateTime(deadlineAt)} 前上报（自发现之时起 24 小时）</span>
    </p>
  );
}
