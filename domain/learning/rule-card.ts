import type { RuleSource } from './rule-source.ts';

/** One rule as a reader sees it: citations with their labels, the lesson with its title. */
export type RuleCard = Omit<RuleSource, 'laws' | 'lesson'> & {
  /** Its place in its group, from 1. */
  readonly number: number;
  readonly laws: readonly { readonly ref: string; readonly label: string }[];
  /** An article it cites was revised since; somebody has yet to read it again beside the version in force. */
  readonly isUnderReview: boolean;
  readonly lesson: { readonly id: string; readonly number: string; readonly title: string };
};
