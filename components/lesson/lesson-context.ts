'use client';

import { createContext, use } from 'react';
import type { LessonTime } from './use-lesson-time.ts';

export type LessonHead = {
  readonly lessonId: string;
  readonly number: string;
  readonly title: string;
  readonly minutes: number;
  readonly minutesPerHour: number;
  readonly sections: readonly { readonly id: string; readonly title: string }[];
  readonly checkIds: readonly string[];
  readonly next: { readonly lessonId: string; readonly number: string; readonly title: string } | null;
};

type Session = LessonTime & { readonly head: LessonHead };

export const LessonContext = createContext<Session | null>(null);

/** The open lesson this part of the page belongs to. */
export function useLesson(): Session {
  const session = use(LessonContext);
  if (!session) throw new Error('a lesson part stands outside of a lesson');
  return session;
}
