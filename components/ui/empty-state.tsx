import { Inbox } from 'lucide-react';
import type { ReactNode } from 'react';

type EmptyStateProps = {
  title: string;
  /** Why there is nothing and what to do about it. */
  children?: ReactNode;
  action?: ReactNode;
  icon?: ReactNode;
};

export function EmptyState({ title, children, action, icon }: EmptyStateProps) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center px-4 py-10 text-center">
      <span className="mb-3 text-ink-3">{icon ?? <Inbox aria-hidden className="size-9" strokeWidth={1.5} />}</span>
      <p className="font-semibold">{title}</p>
      {children ? <div className="mt-1 text-ink-2 text-sm">{children}</div> : null}
      {action ? <div className="mt-4">{action}</div> : null}
    </div>
  );
}
