import type { CaseListItem } from '../../domain/certification/case/view.ts';
import { WaitingCases } from '../cases/todo-list.tsx';
import { Card } from '../ui/card.tsx';
import { TextLink } from '../ui/text-link.tsx';

/** Cases that wait for the reader, the most urgent first; nothing when none do. */
export function WaitingBlock({ items, total }: { items: readonly CaseListItem[]; total: number }) {
  if (total === 0) return null;
  return (
    <Card title="待办流程" action={<TextLink href="/todo">全部 {total} 件</TextLink>} flush>
      <WaitingCases items={items} />
    </Card>
  );
}
