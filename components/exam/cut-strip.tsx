'use client';

import { WifiOff } from 'lucide-react';
import { useIsOffline } from '../frame/offline-strip.tsx';
import type { QueueState } from './save-types.ts';

function words(offline: boolean, save: QueueState): string | null {
  if (!offline && !save.cut) return save.unprotected ? '本浏览器不能暂存作答，显示“已保存”之前请不要关闭页面。' : null;
  if (save.unprotected) return '网络已断开，恢复后自动提交。本浏览器不能暂存作答，请不要关闭或刷新页面。';
  return offline ? '网络已断开，作答保存在本机，恢复后自动提交' : '暂时连不上服务器，作答保存在本机，恢复后自动提交';
}

/** Amber, under the bar; the region is there before it is needed, so that it is read out. */
export function CutStrip({ save }: { save: QueueState }) {
  const text = words(useIsOffline(), save);
  return (
    <div role="status" data-testid="cut-strip">
      {text ? (
        <p className="flex items-center justify-center gap-2 bg-warning-tint px-4 py-1.5 text-center text-sm text-warning">
          <WifiOff aria-hidden className="size-4 shrink-0" />
          {text}
        </p>
      ) : null}
    </div>
  );
}
