import type { Category, LifeState } from '../../people/types.ts';
import { LIFE_LABEL } from '../../people/types.ts';
import type { GuardFailure } from './facts.ts';
import { CASE_KIND_LABEL, type CaseKind, EXCLUSIVE_KINDS, POST_LEVELS, type PostLevel } from './kinds.ts';

/** The person a case is to be about, as they stand today. */
export type SubjectFacts = {
  readonly category: Category;
  readonly lifeState: LifeState;
  readonly worksHere: boolean;
  readonly openKinds: readonly CaseKind[];
  readonly currentPostId: string | null;
};

export type PostFacts = { readonly id: string; readonly level: PostLevel; readonly isActive: boolean };

/** Life states in which a case of a kind can begin. */
const FITS: Readonly<Record<Exclude<CaseKind, 'post'>, readonly LifeState[]>> = {
  entry: ['ordinary', 'cooling-off'],
  review: ['in-post', 'suspended'],
  'level-change': ['in-post'],
  suspension: ['in-post'],
  report: ['entering', 'in-post', 'suspended', 'leaving', 'cooling-off'],
  travel: ['in-post'],
  exit: ['in-post', 'suspended'],
  'cooling-off-request': ['cooling-off'],
  violation: ['ordinary', 'entering', 'in-post', 'suspended', 'leaving', 'cooling-off'],
};

/**
 * Open cases that stand in the way of another: nobody changes level while leaving. A violation bars no opening, for its
 * subject would learn of it; it bars the approval of a trip.
 */
const BARRED_BY: Readonly<Partial<Record<CaseKind, readonly CaseKind[]>>> = {
  travel: ['suspension', 'exit'],
  'level-change': ['exit', 'entry', 'suspension'],
  entry: ['level-change'],
  exit: ['level-change'],
};

export function levelOf(category: Category): PostLevel | null {
  return category === 'none' ? null : category;
}

export function isHigher(level: PostLevel, than: PostLevel | null): boolean {
  return POST_LEVELS.indexOf(level) > (than === null ? -1 : POST_LEVELS.indexOf(than));
}

/** 等级变更 to a higher level is a new 上岗; to a lower or equal one begins with handing back. */
export function directionOf(subject: SubjectFacts, post: PostFacts): 'up' | 'down' {
  return isHigher(post.level, levelOf(subject.category)) ? 'up' : 'down';
}

/**
 * Why a case of this kind cannot be opened for the person now; null when it can.
 * @returns CASE_ALREADY_OPEN (kind) or CASE_PERSON_NOT_FITTING (kind, why).
 */
export function openingFailure(kind: Exclude<CaseKind, 'post'>, subject: SubjectFacts): GuardFailure | null {
  const label = CASE_KIND_LABEL[kind];
  if (!subject.worksHere) return { code: 'CASE_PERSON_NOT_FITTING', meta: { kind: label, why: '已离开本单位。' } };
  if ((EXCLUSIVE_KINDS as readonly string[]).includes(kind) && subject.openKinds.includes(kind)) {
    return { code: 'CASE_ALREADY_OPEN', meta: { kind: label } };
  }
  const barrier = (BARRED_BY[kind] ?? []).find((other) => subject.openKinds.includes(other));
  if (barrier) {
    const why = `还有未办结的“${CASE_KIND_LABEL[barrier]}”，请先办完。`;
    return { code: 'CASE_PERSON_NOT_FITTING', meta: { kind: label, why } };
  }
  if (FITS[kind].includes(subject.lifeState)) return null;
  const why = `当前状态是“${LIFE_LABEL[subject.lifeState]}”。`;
  return { code: 'CASE_PERSON_NOT_FITTING', meta: { kind: label, why } };
}
