import type { ReactNode } from 'react';

/** A line whose changes are read out without moving the focus: 已保存 10:24:03. Keep it mounted while empty. */
export function LiveStatus({ children, className }: { children?: ReactNode; className?: string }) {
  return (
    <p role="status" aria-live="polite" className={className}>
      {children}
    </p>
  );
}
