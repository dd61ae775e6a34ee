'use client';

import { useRouter } from 'next/navigation';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { AttendanceCode } from '../../domain/hours/sessions/session-view.ts';
import { Alert } from '../ui/alert.tsx';
import { type ApiError, apiFetch } from '../ui/api.ts';
import { Button } from '../ui/button.tsx';
import { formatDateTime } from '../ui/format.ts';

const QUIET_MODULES = 4;
/** Asked again when the line was down or the sign-in is not open yet. */
const RETRY_MS = 10_000;

/** The dark modules as one path; a drawing needs no script of its own and stays sharp on a wall. */
function QrCode({ rows, label }: { rows: readonly string[]; label: string }) {
  const size = rows.length + 2 * QUIET_MODULES;
  const squares = rows.flatMap((row, y) =>
    [...row].flatMap((sign, x) => (sign === '1' ? [`M${x + QUIET_MODULES} ${y + QUIET_MODULES}h1v1h-1z`] : [])),
  );
  return (
    <svg
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      className="size-full"
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={squares.join('')} fill="#000" />
    </svg>
  );
}

function useCode(sessionId: string, isShown: boolean) {
  const [code, setCode] = useState<AttendanceCode | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  useEffect(() => {
    if (!isShown) return;
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const load = async () => {
      const path = `/api/v1/trainings/${sessionId}/code`;
      const result = await apiFetch<AttendanceCode>(path, { signal: stop.signal });
      setError(result.ok ? null : result.error);
      if (result.ok) setCode(result.value);
      // The server says when the code changes; this page's own clock decides nothing.
      const wait = result.ok && result.value.open ? result.value.secondsLeft * 1000 : RETRY_MS;
      timer = setTimeout(run, wait);
    };
    const run = () => {
      // Only the abort of this page's own signal is thrown.
      load().catch(() => undefined);
    };
    run();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [sessionId, isShown]);
  return { code, error };
}

function Shown({ code }: { code: AttendanceCode }) {
  if (!code.open || code.code === null) {
    const hours = `${formatDateTime(code.opensAt)} 至 ${formatDateTime(code.closesAt)}`;
    return code.isOver ? (
      <Alert tone="info" title="扫码签到已经结束">
        签到时间为 {hours}。没有签到的人员请在名单中查找登记，或导入签到表。
      </Alert>
    ) : (
      <Alert tone="info" title="现在不能扫码签到">
        签到时间为 {hours}，到时这里会出现二维码。
      </Alert>
    );
  }
  return (
    <div className="mx-auto flex max-w-lg flex-col items-center gap-3 rounded bg-surface p-4 text-center">
      <div className="aspect-square w-full max-w-[min(70dvh,28rem)]">
        <QrCode rows={code.qr} label="签到二维码" />
      </div>
      <p className="font-mono text-2xl tracking-[0.3em]">{code.code}</p>
      <p className="text-ink-2 text-sm">
        用手机扫码，或在签到页输入 6 位数字；每 30 秒更换。已签到 {code.signedIn} 人。
      </p>
    </div>
  );
}

/** The code for the screen in the room; shown only when asked for, since it asks the server every half minute. */
export function QrPanel({ sessionId }: { sessionId: string }) {
  const router = useRouter();
  const box = useRef<HTMLDivElement>(null);
  const [isShown, setShown] = useState(false);
  const { code, error } = useCode(sessionId, isShown);
  const fill = useCallback(() => {
    // A browser that does not fill the screen leaves the code where it is.
    box.current?.requestFullscreen?.().catch(() => undefined);
  }, []);
  if (!isShown) {
    return (
      <div className="flex flex-wrap items-center gap-3">
        <Button onClick={() => setShown(true)}>显示签到码</Button>
        <p className="text-ink-2 text-sm">投到现场屏幕上，参加人员用手机扫码签到。</p>
      </div>
    );
  }
  return (
    <div className="space-y-3">
      {error ? (
        <Alert tone="danger" code={error.code}>
          {error.message}
        </Alert>
      ) : null}
      <div ref={box} className="grid place-items-center bg-surface">
        {code ? <Shown code={code} /> : <p className="py-8 text-ink-2">正在取签到码…</p>}
      </div>
      <div className="flex flex-wrap gap-2">
        {code?.open ? (
          <Button size="sm" onClick={fill}>
            全屏显示
          </Button>
        ) : null}
        <Button
          size="sm"
          onClick={() => {
            setShown(false);
            router.refresh();
          }}
        >
          收起
        </Button>
      </div>
    </div>
  );
}
