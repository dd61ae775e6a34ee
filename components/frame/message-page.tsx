import type { ReactNode } from 'react';
import { BrandMark } from './brand.tsx';

type MessagePageProps = { title: string; children: ReactNode; action: ReactNode };

/** A page that only has something to say: not found, or something went wrong. */
export function MessagePage({ title, children, action }: MessagePageProps) {
  return (
    <main className="mx-auto flex w-full max-w-lg flex-1 flex-col justify-center px-6 py-16">
      <BrandMark className="size-10" />
      <h1 className="mt-4 text-xl">{title}</h1>
      <div className="mt-2 space-y-2 text-ink-2">{children}</div>
      <div className="mt-6 flex flex-wrap gap-3">{action}</div>
    </main>
  );
}
