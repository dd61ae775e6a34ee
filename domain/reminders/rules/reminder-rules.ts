import type { LifecyclePolicy } from '../../policy/lifecycle-policy.ts';

/** What of the rules of the life-cycle reminders go by. */
export type ReminderRules = Pick<LifecyclePolicy, 'reminderDays' | 'stepDays' | 'travelReturnDays' | 'visitMonths'>;
