import type { ReactNode } from 'react';
import { Button, ButtonLink } from '../ui/button.tsx';

/** A filter whose values stand in the address. */
export function SearchForm({ reset, children }: { reset: string; children: ReactNode }) {
  return (
    <form method="get" className="mb-3 flex flex-wrap items-end gap-3">
      {children}
      <p className="flex gap-2">
        <Button type="submit" variant="primary">
          查询
        </Button>
        <ButtonLink href={reset} variant="plain">
          清除
        </ButtonLink>
      </p>
    </form>
  );
}
