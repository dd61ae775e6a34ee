import type { WaitingApproval } from '../../domain/people/approvals.ts';
import { ButtonLink } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';

/** Requests of others that wait for the reader's approval, each with the way to where it is given; nothing when none do. */
export function ApprovalsCard({ items }: { items: readonly WaitingApproval[] }) {
  if (items.length === 0) return null;
  return (
    <Card title="等您审批" flush>
      <ul className="divide-y divide-line border-line border-t">
        {items.map((item) => (
          <li key={item.kind} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
            <p className="min-w-48 flex-1 font-medium">{item.label}</p>
            <p className="text-ink-2 text-sm">{item.count} 件待审批</p>
            <ButtonLink size="sm" href={item.href} aria-label={`去审批：${item.label}`}>
              去审批
            </ButtonLink>
          </li>
        ))}
      </ul>
    </Card>
  );
}
