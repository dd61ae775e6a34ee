import { addDays, type IsoDate } from '../../shared/dates.ts';
import type { CertificateFact, CoolingOffFact, ReviewFact, TripFact } from '../facts.ts';
import { AUDIENCE, type Reminder } from '../reminder.ts';
import { dated } from './dated.ts';
import type { ReminderRules } from './reminder-rules.ts';

const { person, unit, role } = AUDIENCE;

/** 复审: the person by the days of the policy and when it is overdue; then the offices that follow it too. */
export function review(fact: ReviewFact, today: IsoDate, { reminderDays }: ReminderRules): Reminder[] {
  const own = person(fact.personId);
  return dated(
    {
      about: `review:${fact.personId}`,
      kind: 'review',
      dueOn: fact.dueOn,
      href: '/me/cases',
      before: { days: reminderDays, title: `复审应在 ${fact.dueOn} 前完成`, audiences: [own] },
      after: { title: `复审已于 ${fact.dueOn} 到期`, audiences: [own] },
      body: '请打开“我的事项”，按步骤办理复审。',
    },
    today,
  ).concat(
    dated(
      {
        about: `review-desk:${fact.personId}`,
        kind: 'review',
        dueOn: fact.dueOn,
        href: '/hr/cases?kind=review',
        before: null,
        after: {
          title: `有人员的复审已于 ${fact.dueOn} 到期`,
          audiences: [unit(fact.unitId), role('hr'), role('office')],
        },
        body: '请打开事项清单查看，并督促办理。',
        exceptPersonId: fact.personId,
      },
      today,
    ),
  );
}

/** A certificate about to end: the holder alone. */
export function certificate(fact: CertificateFact, today: IsoDate, { reminderDays }: ReminderRules): Reminder[] {
  return dated(
    {
      about: `certificate:${fact.certificateOf}`,
      kind: 'certificate',
      dueOn: fact.validUntil,
      href: '/me',
      before: {
        days: reminderDays,
        title: `您的合格证明有效期至 ${fact.validUntil}`,
        audiences: [person(fact.personId)],
      },
      after: null,
      body: '请在到期前完成新的教育和考核。',
    },
    today,
  );
}

/** The end of a 脱密期: whoever must extend or confirm it, and the person. */
export function coolingOff(fact: CoolingOffFact, today: IsoDate, { reminderDays }: ReminderRules): Reminder[] {
  const { endsOn, caseId } = fact;
  const desk = dated(
    {
      about: `cooling-off:${caseId}`,
      kind: 'cooling-off',
      dueOn: endsOn,
      href: `/cases/${caseId}`,
      before: {
        days: reminderDays,
        title: `脱密期（${fact.no}）将于 ${endsOn} 届满`,
        audiences: [role('hr'), role('office')],
      },
      after: null,
      body: '需要延长的，请在届满前提出并确认；不延长的，届满后确认期满。',
      exceptPersonId: fact.personId,
    },
    today,
  );
  const own = dated(
    {
      about: `cooling-off-own:${caseId}`,
      kind: 'cooling-off',
      dueOn: endsOn,
      href: `/cases/${caseId}`,
      before: { days: reminderDays, title: `您的脱密期将于 ${endsOn} 届满`, audiences: [person(fact.personId)] },
      after: null,
      body: '届满并经确认前，仍须按规定就业和出境；届满后对知悉的国家秘密仍负保密义务。',
    },
    today,
  );
  return [...desk, ...own];
}

/** The report after a trip: the person from the day after the planned return on, 保密办 when it is overdue. */
export function trip(fact: TripFact, today: IsoDate, { travelReturnDays }: ReminderRules): Reminder[] {
  const dueOn = addDays(fact.returnOn, travelReturnDays);
  const own = person(fact.personId);
  const words = { kind: 'trip', dueOn, href: `/cases/${fact.caseId}` } as const;
  return [
    ...dated(
      {
        ...words,
        about: `trip:${fact.caseId}`,
        // From the day after the planned return on.
        before: { days: [travelReturnDays - 1], title: `请在 ${dueOn} 前提交出境返回报告`, audiences: [own] },
        after: { title: `出境返回报告（${fact.no}）已于 ${dueOn} 到期`, audiences: [own] },
        body: '请打开事项，填写实际返回日期和有关情况。',
      },
      today,
    ),
    ...dated(
      {
        ...words,
        about: `trip-desk:${fact.caseId}`,
        before: null,
        after: { title: `出境返回报告（${fact.no}）已于 ${dueOn} 到期，本人尚未提交`, audiences: [role('office')] },
        body: '请了解情况，并督促本人提交。',
        exceptPersonId: fact.personId,
      },
      today,
    ),
  ];
}
