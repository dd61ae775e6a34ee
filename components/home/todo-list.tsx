import type { Todo } from '../../domain/learning/home-view.ts';
import { ButtonLink, buttonClass } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { DatedText } from '../ui/dated-text.tsx';
import { Status } from '../ui/status.tsx';
import { CalendarLink } from './calendar-link.tsx';

function Due({ todo }: { todo: Todo }) {
  if (todo.daysLeft < 0) return <Status tone="danger">逾期 {-todo.daysLeft} 天</Status>;
  if (todo.daysLeft === 0) return <Status tone="warning">今天截止</Status>;
  if (todo.daysLeft <= 30) return <Status tone="warning">还有 {todo.daysLeft} 天</Status>;
  return <Status tone="neutral">还有 {todo.daysLeft} 天</Status>;
}

function Open({ todo }: { todo: Todo }) {
  if (todo.href.startsWith('/exam/room')) {
    return (
      <a href={todo.href} className={buttonClass({ size: 'sm' })}>
        {todo.verb}
      </a>
    );
  }
  return (
    <ButtonLink size="sm" href={todo.href} aria-label={`${todo.verb}：${todo.title}`}>
      {todo.verb}
    </ButtonLink>
  );
}

/** What is owed, the nearest date first. */
export function TodoList({ todos }: { todos: readonly Todo[] }) {
  if (todos.length === 0) return null;
  return (
    <Card title="待办" action={<CalendarLink />} flush>
      <ul className="divide-y divide-line border-line border-t">
        {todos.map((todo) => (
          <li key={todo.key} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
            <div className="min-w-60 flex-1">
              <p className="font-medium">{todo.title}</p>
              <p className="text-ink-2 text-sm">
                <DatedText text={todo.detail} />
              </p>
            </div>
            <p className="flex items-center gap-2 text-sm">
              <span className="text-ink-2">{todo.dueOn}</span>
              <Due todo={todo} />
            </p>
            <Open todo={todo} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
