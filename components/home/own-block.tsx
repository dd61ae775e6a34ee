import type { OwnHome } from '../../domain/learning/home-view.ts';
import { Card } from '../ui/card.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { TextLink } from '../ui/text-link.tsx';
import { CertificateList } from './certificate-list.tsx';
import { NextPanel } from './next-panel.tsx';
import { NoticeList } from './notice-list.tsx';
import { PlanCards } from './plan-cards.tsx';
import { TodoList } from './todo-list.tsx';

/** The person's own year, from the next step down to notices. */
export function OwnBlock({ own }: { own: OwnHome }) {
  return (
    <div className="space-y-5">
      <NextPanel own={own} />
      <TodoList todos={own.todos} />
      <PlanCards plans={own.plans} />
      <div className="grid items-start gap-4 md:grid-cols-2">
        <CertificateList certificates={own.certificates} />
        <Card title="通知" action={<TextLink href="/me/notices">全部通知</TextLink>} flush>
          {own.notices.length > 0 ? (
            <NoticeList notices={own.notices} />
          ) : (
            <EmptyState title="没有通知">达标、成绩和提醒会出现在这里。</EmptyState>
          )}
        </Card>
      </div>
    </div>
  );
}
