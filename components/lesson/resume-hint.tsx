'use client';

import { useEffect, useState } from 'react';
import { useLesson } from './lesson-context.ts';

/** Brings a returning reader to the section left last and says so, with a way back to the top. */
export function ResumeHint({ position }: { position: string }) {
  const { head } = useLesson();
  const [shown, setShown] = useState(false);
  const index = head.sections.findIndex((section) => section.id === position);
  useEffect(() => {
    if (index < 1 || window.location.hash !== '') return;
    document.getElementById(position)?.scrollIntoView({ block: 'start' });
    setShown(true);
  }, [index, position]);
  if (!shown) return null;
  const close = (toTop: boolean) => {
    setShown(false);
    if (toTop) window.scrollTo({ top: 0 });
  };
  return (
    <div
      role="status"
      data-frame
      className="fixed inset-x-4 bottom-18 z-[6] mx-auto flex max-w-xl flex-wrap items-center justify-between gap-x-4 gap-y-1 rounded border border-line bg-surface px-4 py-2 text-sm shadow-pop lg:bottom-6"
    >
      <span>
        已回到上次位置：第 {index + 1} 节 {head.sections[index]?.title}
      </span>
      <span className="flex gap-3">
        <button type="button" className="min-h-8 text-primary underline underline-offset-3" onClick={() => close(true)}>
          从头看
        </button>
        <button type="button" className="min-h-8 text-ink-2 underline underline-offset-3" onClick={() => close(false)}>
          知道了
        </button>
      </span>
    </div>
  );
}
