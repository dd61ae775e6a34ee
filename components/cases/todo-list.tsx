import type { CaseListItem } from '../../domain/certification/case/view.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Status } from '../ui/status.tsx';

/** Days a case waits are told as 已等 n 天; the day it came as 今天转到. */
function Waited({ days }: { days: number }) {
  return <span className="whitespace-nowrap text-ink-2">{days > 0 ? `已等 ${days} 天` : '今天转到'}</span>;
}

function Due({ item }: { item: CaseListItem }) {
  if (item.dueOn === null) return null;
  return item.isOverdue ? (
    <Status tone="danger">逾期（{item.dueOn}）</Status>
  ) : (
    <span className="whitespace-nowrap text-ink-2">最迟 {item.dueOn}</span>
  );
}

/** Cases that wait for the reader: what, about whom, at which step, since when, and the way to it. */
export function WaitingCases({ items }: { items: readonly CaseListItem[] }) {
  return (
    <ul className="divide-y divide-line border-line border-t">
      {items.map((item) => {
        const about = item.personName ? `${item.personName}（${item.employeeNo}）` : item.summary;
        return (
          <li key={item.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
            <div className="min-w-48 flex-1">
              <p className="font-medium">
                {item.kindLabel} · {about}
              </p>
              <p className="text-ink-2 text-sm">
                {item.stateLabel} · {item.unitName} · <span className="whitespace-nowrap">{item.no}</span>
              </p>
            </div>
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
              <Waited days={item.waitingDays} />
              <Due item={item} />
            </p>
            <ButtonLink size="sm" href={`/cases/${item.id}`} aria-label={`办理：${item.kindLabel} ${about} ${item.no}`}>
              办理
            </ButtonLink>
          </li>
        );
      })}
    </ul>
  );
}
