import { deviceText } from '../../domain/access/device.ts';
import { formatDateTime } from '../ui/format.ts';
import { Status } from '../ui/status.tsx';
import { EndSessionButton } from './end-session-button.tsx';

export type SessionView = {
  readonly id: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly ip: string | null;
  readonly userAgent: string;
  readonly isCurrent: boolean;
};

/** Where one is signed in, each with the way to end it. */
export function SessionList({ sessions }: { sessions: readonly SessionView[] }) {
  return (
    <ul className="divide-y divide-line border-line border-t">
      {sessions.map((session) => (
        <li key={session.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3">
          <div className="min-w-0">
            <p className="flex flex-wrap items-center gap-2 font-medium">
              {deviceText(session.userAgent)}
              {session.isCurrent ? <Status tone="success">当前设备</Status> : null}
            </p>
            <p className="text-ink-2 text-sm">
              {formatDateTime(session.createdAt)} 登录，最近活动 {formatDateTime(session.lastSeenAt)}
              {session.ip ? `，地址 ${session.ip}` : ''}
            </p>
          </div>
          {session.isCurrent ? null : <EndSessionButton sessionId={session.id} />}
        </li>
      ))}
    </ul>
  );
}
