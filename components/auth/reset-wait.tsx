'use client';

import { useEffect, useRef } from 'react';
import { Button } from '../ui/button.tsx';
import { formatTime } from '../ui/format.ts';
import { LiveStatus } from '../ui/live-status.tsx';

type ResetWaitProps = { code: string; expiresAt: string; isOffline: boolean; onRestart: () => void };

/** Second step: the code to tell, until the 系统管理员 has confirmed it. */
export function ResetWait({ code, expiresAt, isOffline, onRestart }: ResetWaitProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section aria-labelledby="reset-code" className="space-y-4">
      <h2 id="reset-code" ref={heading} tabIndex={-1} className="text-base outline-none">
        您的核验码
      </h2>
      <p className="rounded border border-primary bg-primary-tint px-2 py-4 text-center font-mono font-semibold text-2xl text-ink tracking-widest">
        {code}
      </p>
      <p>请当面把核验码告诉系统管理员，由其核对身份后确认；15 分钟内有效。</p>
      <p className="text-ink-2 text-sm">
        有效期至 {formatTime(expiresAt)}。请不要在电话或消息中告诉任何人，也不要关闭本页。
      </p>
      <LiveStatus className="text-ink-2 text-sm">
        {isOffline ? '网络已断开，恢复后会自动继续等待。' : '正在等待确认，确认后本页会自动进入下一步。'}
      </LiveStatus>
      <Button onClick={onRestart}>换一个工号重新申请</Button>
    </section>
  );
}
