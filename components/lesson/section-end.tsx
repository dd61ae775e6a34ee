'use client';

import { Check } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useLesson } from './lesson-context.ts';

const DWELL_MS = 900;

/** The end of a section: on screen for a moment, the section counts as read. */
export function SectionEnd({ id, number }: { id: string; number: number }) {
  const { standing, markSection, pause } = useLesson();
  const mark = useRef<HTMLDivElement>(null);
  const isDone = standing.sectionsDone.includes(id);
  const isReady = pause !== 'starting' && pause !== 'elsewhere' && pause !== 'offline';
  useEffect(() => {
    const element = mark.current;
    if (isDone || !isReady || !element) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const observer = new IntersectionObserver(([entry]) => {
      clearTimeout(timer);
      if (entry?.isIntersecting) timer = setTimeout(() => markSection(id), DWELL_MS);
    });
    observer.observe(element);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, [id, isDone, isReady, markSection]);
  return (
    <div ref={mark} className="no-print my-8 flex items-center gap-3 text-ink-2 text-sm">
      <span aria-hidden="true" className="h-px flex-1 bg-line" />
      <span className={isDone ? 'flex items-center gap-1 text-success' : ''}>
        {isDone ? <Check aria-hidden className="size-4" /> : null}第 {number} 节{isDone ? '已读' : ''}
      </span>
      <span aria-hidden="true" className="h-px flex-1 bg-line" />
    </div>
  );
}
