import type { ReactNode } from 'react';
import { BrandMark } from '../frame/brand.tsx';

/** Pages of verification: no navigation, because the reader may have no account here. */
export function PublicFrame({ children }: { children: ReactNode }) {
  return (
    <>
      <header className="border-line border-b bg-surface" data-frame>
        <p className="mx-auto flex h-bar max-w-2xl items-center gap-2 px-4 font-semibold">
          <BrandMark />
          证明核验
        </p>
      </header>
      <main className="mx-auto w-full max-w-2xl flex-1 space-y-4 px-4 py-6" data-sheet>
        {children}
      </main>
    </>
  );
}
