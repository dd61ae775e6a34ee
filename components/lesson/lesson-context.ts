'use client';

import { createContext, use } from 'react';
import type { LessonOutlook } from '../../domain/learning/review-view.ts';
import type { LessonTime } from './use-lesson-time.ts';

export type LessonHead = LessonOutlook & {
  readonly lessonId: string;
  readonly number: string;
  readonly title: string;
  readonly minutes: number;
  readonly minutesPerHour: number;
  readonly sections: readonly { readonly id: string; readonly title: string }[];
  readonly checkIds: readonly string[];
};

type Session = LessonTime & {
  readonly head: LessonHead;
  /** Check questions of the lesson answered wrong, those of earlier visits included, that wait in the review. */
  readonly missed: readonly string[];
  readonly noteMissed: (itemId: string) => void;
};

export const LessonContext = createContext<Session | null>(null);

/** The open lesson this part of the page belongs to. */
export function useLesson(): Session {
  const session = use(LessonContext);
  if (!session) throw new Error('a lesson part stands outside of a lesson');
  return session;
}
