'use client';

import { useEffect, useId, useState } from 'react';
import { formatDateTime } from '../ui/format.ts';
import type { ServerClock } from './server-clock.ts';

const MINUTE_MS = 60_000;

type WatermarkProps = { candidate: { readonly name: string; readonly employeeNo: string }; clock: ServerClock };

/** Name, number and time over the whole paper, so that a photograph of the screen says whose it was, and when. */
export function Watermark({ candidate, clock }: WatermarkProps) {
  const id = useId();
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(clock.now()), MINUTE_MS);
    return () => clearInterval(timer);
  }, [clock]);
  const text = `${candidate.name} ${candidate.employeeNo} ${formatDateTime(new Date(now))}`;
  return (
    <svg aria-hidden="true" data-testid="watermark" className="pointer-events-none fixed inset-0 z-10 size-full">
      <defs>
        <pattern id={id} width="480" height="170" patternUnits="userSpaceOnUse" patternTransform="rotate(-24)">
          <text x="0" y="50" className="fill-ink text-sm" opacity="0.07">
            {text}
          </text>
          <text x="240" y="135" className="fill-ink text-sm" opacity="0.07">
            {text}
          </text>
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill={`url(#${id})`} />
    </svg>
  );
}
