import { addMonths, type IsoDate } from '../../shared/dates.ts';
import type { PostFact, VisitFact } from '../facts.ts';
import { AUDIENCE, type Reminder } from '../reminder.ts';
import { dated } from './dated.ts';
import type { ReminderRules } from './reminder-rules.ts';

const { unit, role } = AUDIENCE;

/** Posts are looked at again by several offices, which plan for it a month ahead. */
const POST_REVIEW_DAYS = [30] as const;

/** 回访 in the 脱密期, `visitMonths` after the last one; none that would fall after its end. */
export function visit(fact: VisitFact, today: IsoDate, { reminderDays, visitMonths }: ReminderRules): Reminder[] {
  const dueOn = addMonths(fact.lastOn, visitMonths);
  if (dueOn > fact.endsOn) return [];
  return dated(
    {
      about: `visit:${fact.caseId}`,
      kind: 'visit',
      dueOn,
      href: `/cases/${fact.caseId}`,
      before: {
        days: reminderDays,
        title: `脱密期回访（${fact.no}）应在 ${dueOn} 前进行`,
        audiences: [unit(fact.unitId), role('office')],
      },
      after: {
        title: `脱密期回访（${fact.no}）已于 ${dueOn} 到期`,
        audiences: [unit(fact.unitId), role('office'), role('hr')],
      },
      body: '请回访后在事项中登记。',
      exceptPersonId: fact.personId,
    },
    today,
  );
}

/** A classified post whose level must be looked at again. */
export function post(fact: PostFact, today: IsoDate): Reminder[] {
  const audiences = [role('hr'), role('office'), unit(fact.unitId)];
  return dated(
    {
      about: `post:${fact.postId}`,
      kind: 'post',
      dueOn: fact.reviewOn,
      href: `/hr/posts/${fact.postId}`,
      before: { days: POST_REVIEW_DAYS, title: `岗位 ${fact.code} 应在 ${fact.reviewOn} 前复核`, audiences },
      after: { title: `岗位 ${fact.code} 的复核已于 ${fact.reviewOn} 到期`, audiences },
      body: '请核对该岗位的确定依据和等级，需要调整的发起岗位变更。',
    },
    today,
  );
}
