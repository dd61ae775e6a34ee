/**
 * Minimum time as a share of the planned minutes. The unit's own rule, not a statute's: a fast reader may finish after
 * this share; the ledger gets the planned minutes either way.
 */
export const MINIMUM_TIME_SHARE = 0.6;

export type LessonFacts = {
  readonly plannedMinutes: number;
  readonly creditedSeconds: number;
  readonly sectionIds: readonly string[];
  readonly sectionsDone: readonly string[];
  readonly checkIds: readonly string[];
  readonly checksDone: readonly string[];
};

export type LessonStanding = {
  readonly requiredSeconds: number;
  readonly complete: boolean;
  /** What is still owed: seconds, and ids in the lesson's order. */
  readonly missing: { readonly seconds: number; readonly sections: string[]; readonly checks: string[] };
};

/** Fewest credited seconds with which a lesson can be complete, rounded up. */
export function minimumSeconds(plannedMinutes: number): number {
  return Math.ceil(plannedMinutes * 60 * MINIMUM_TIME_SHARE - 1e-9);
}

/** A lesson is complete exactly when its minimum time, all sections and all check questions of this version are done. */
export function lessonStanding(facts: LessonFacts): LessonStanding {
  const requiredSeconds = minimumSeconds(facts.plannedMinutes);
  const seconds = Math.max(0, requiredSeconds - facts.creditedSeconds);
  const sections = facts.sectionIds.filter((id) => !facts.sectionsDone.includes(id));
  const checks = facts.checkIds.filter((id) => !facts.checksDone.includes(id));
  const complete = seconds === 0 && sections.length === 0 && checks.length === 0;
  return { requiredSeconds, complete, missing: { seconds, sections, checks } };
}
