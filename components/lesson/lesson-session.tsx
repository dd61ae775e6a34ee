'use client';

import { type ReactNode, useCallback, useState } from 'react';
import type { StandingView } from '../../domain/learning/lesson-view.ts';
import { LessonBar } from './lesson-bar.tsx';
import { LessonContext, type LessonHead } from './lesson-context.ts';
import { PresenceDialog } from './presence-dialog.tsx';
import { ResumeHint } from './resume-hint.tsx';
import { RevealProvider } from './reveals.tsx';
import { useLessonTime } from './use-lesson-time.ts';

type LessonSessionProps = {
  head: LessonHead;
  sectionIds: readonly string[];
  initial: StandingView;
  children: ReactNode;
};

/** Time, progress and presence around the text of a lesson; the text itself comes rendered from the server. */
export function LessonSession({ head, sectionIds, initial, children }: LessonSessionProps) {
  const time = useLessonTime({ lessonId: head.lessonId, sectionIds, initial });
  const [missed, setMissed] = useState(head.review.missed);
  const noteMissed = useCallback((itemId: string) => setMissed((ids) => [...new Set([...ids, itemId])]), []);
  return (
    <LessonContext value={{ ...time, head, missed, noteMissed }}>
      <RevealProvider>
        <LessonBar />
        <ResumeHint position={initial.complete ? '' : initial.position} />
        {children}
        <PresenceDialog />
      </RevealProvider>
    </LessonContext>
  );
}
