import { CircleCheck, CircleDashed } from 'lucide-react';
import { formatTime } from '../ui/format.ts';
import type { QueueState } from './save-types.ts';

/** Says 已保存 only for what the server has acknowledged; `any`: there is something to have saved. */
export function SaveBadge({ save, any }: { save: QueueState; any: boolean }) {
  const count = save.unsaved.length;
  return (
    <p
      role="status"
      data-testid="save-state"
      className={`flex items-center gap-1.5 whitespace-nowrap text-sm ${count > 0 ? 'text-warning' : 'text-success'}`}
    >
      {count > 0 ? (
        <>
          <CircleDashed aria-hidden className="size-4 shrink-0" />
          未保存（{count} 处）
        </>
      ) : null}
      {count === 0 && any ? (
        <>
          <CircleCheck aria-hidden className="size-4 shrink-0" />
          已保存{save.savedAt ? ` ${formatTime(save.savedAt)}` : ''}
        </>
      ) : null}
    </p>
  );
}
