import type { Outgoing } from './wording.ts';

/** Whom a reminder is for; a unit means the 部门保密员 of the unit and of the units above it. */
export type Audience =
  | { readonly to: 'person'; readonly personId: string }
  | { readonly to: 'unit'; readonly unitId: string }
  | { readonly to: 'role'; readonly role: 'hr' | 'office' | 'leader' };

type ReminderKind =
  | 'plan'
  | 'step'
  | 'review'
  | 'certificate'
  | 'cooling-off'
  | 'trip'
  | 'visit'
  | 'post'
  | 'violation';

export type Reminder = {
  /** `kind:subject:rule:date`. Nobody is told the same key twice. */
  readonly key: string;
  readonly kind: ReminderKind;
  readonly audience: Audience;
  /** The person it is about, where that person must not be among the recipients. */
  readonly exceptPersonId: string | null;
  readonly exceptAccountIds: readonly string[];
  /** Inside the system, where only the recipient reads it. */
  readonly title: string;
  readonly body: string;
  readonly href: string;
  readonly isUrgent: boolean;
  /** What leaves the system: that there is something and by when, never what or about whom. */
  readonly outgoing: Outgoing;
};

const person = (personId: string): Audience => ({ to: 'person', personId });
const unit = (unitId: string): Audience => ({ to: 'unit', unitId });
const role = (name: 'hr' | 'office' | 'leader'): Audience => ({ to: 'role', role: name });

export const AUDIENCE = { person, unit, role } as const;

/** What one rule says: the same words to several audiences. */
export type Told = Omit<Reminder, 'audience' | 'exceptPersonId' | 'exceptAccountIds'> & {
  readonly audiences: readonly Audience[];
  readonly exceptPersonId?: string | null;
  readonly exceptAccountIds?: readonly string[];
};

export function remindersOf({ audiences, exceptPersonId = null, exceptAccountIds = [], ...words }: Told): Reminder[] {
  return audiences.map((audience) => ({ ...words, audience, exceptPersonId, exceptAccountIds }));
}
