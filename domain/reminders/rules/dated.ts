import type { IsoDate } from '../../shared/dates.ts';
import { type Audience, type Reminder, remindersOf } from '../reminder.ts';
import { latestThreshold, overdueDays } from '../thresholds.ts';
import { OUTGOING } from '../wording.ts';

type Said = { readonly title: string; readonly audiences: readonly Audience[] };

type Dated = {
  /** `kind:subject`, the first half of the key. */
  readonly about: string;
  readonly kind: Reminder['kind'];
  readonly dueOn: IsoDate;
  readonly href: string;
  readonly body: string;
  /** Null = nobody is told ahead of the date. */
  readonly before: (Said & { readonly days: readonly number[] }) | null;
  /** Null = nobody is told when the date has passed. */
  readonly after: Said | null;
  readonly exceptPersonId?: string | null;
};

/** The ordinary rule: some days ahead, and once when the date has passed. */
export function dated(
  { about, kind, dueOn, href, body, before, after, exceptPersonId = null }: Dated,
  today: IsoDate,
): Reminder[] {
  const words = { kind, href, body, exceptPersonId };
  const reached = before === null ? null : latestThreshold(dueOn, before.days, today);
  if (before !== null && reached !== null)
    return remindersOf({
      ...words,
      key: `${about}:before-${reached}:${dueOn}`,
      title: before.title,
      isUrgent: false,
      outgoing: OUTGOING.due(dueOn),
      audiences: before.audiences,
    });
  if (after === null || overdueDays(dueOn, today) === null) return [];
  return remindersOf({
    ...words,
    key: `${about}:overdue:${dueOn}`,
    title: after.title,
    isUrgent: true,
    outgoing: OUTGOING.overdue(dueOn),
    audiences: after.audiences,
  });
}
