'use client';

import { createContext, type ReactNode, use, useMemo, useState } from 'react';

type Reveals = { readonly revealed: ReadonlySet<string>; readonly reveal: (id: string) => void };

const Context = createContext<Reveals>({ revealed: new Set(), reveal: () => undefined });

/** Remembers which further steps of scenarios a choice has opened; lives as long as the page. */
export function RevealProvider({ children }: { children: ReactNode }) {
  const [revealed, setRevealed] = useState<ReadonlySet<string>>(new Set());
  const value = useMemo(
    () => ({ revealed, reveal: (id: string) => setRevealed((before) => new Set([...before, id])) }),
    [revealed],
  );
  return <Context value={value}>{children}</Context>;
}

export function useReveals(): Reveals {
  return use(Context);
}
