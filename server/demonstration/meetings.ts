import { addDays, type IsoDate, isoDate } from '#domain/shared/dates.ts';
import { rngFrom } from '#domain/shared/rng.ts';
import { dateAt, laterDate, workdayFrom, workdayUntil } from './calendar.ts';
import { between, uuid } from './chance.ts';
import { DEPARTMENTS, INSTITUTE } from './data/organisation.ts';
import { departmentOf, type Member, placeOn, type Span } from './roster-types.ts';

/** 集中培训 of a department, or a visit it made together. */
export type Meeting = {
  readonly id: string;
  readonly departmentCode: string;
  readonly year: number;
  readonly mode: 'session' | 'visit';
  readonly title: string;
  readonly on: IsoDate;
  /** Minute of the day it began. */
  readonly minute: number;
  readonly minutes: number;
  /** Day on which 保密办 entered the sign-in list. */
  readonly recordedOn: IsoDate;
  readonly list: string;
  readonly topics: readonly string[];
};

const SEASONS = [
  {
    key: 1,
    share: 0.2,
    spread: 0.07,
    title: '上半年保密形势与警示教育集中培训',
    topics: ['保密形势任务', '保密法律法规'],
  },
  {
    key: 2,
    share: 0.68,
    spread: 0.08,
    title: '下半年保密法规与技术防范集中培训',
    topics: ['保密法律法规', '保密技术防范'],
  },
] as const;

function meeting(
  department: string,
  year: number,
  key: number,
  of: Pick<Meeting, 'mode' | 'title' | 'topics' | 'minutes'>,
  on: IsoDate,
): Meeting {
  const rng = rngFrom(`jianglan:meeting:${department}:${year}:${key}`);
  return {
    ...of,
    id: uuid(rng),
    departmentCode: department,
    year,
    on,
    minute: 14 * 60 + 15 * between(rng, 0, 4),
    recordedOn: workdayFrom(addDays(on, between(rng, 1, 3))),
    list: `${department}-${year}-${String(key).padStart(2, '0')}`,
  };
}

/** Every meeting of a training year that has been entered before today. */
export function meetingsOf(year: number, span: Span): Meeting[] {
  const from = laterDate(isoDate(`${year}-01-01`), span.from);
  const to = isoDate(`${year}-12-31`);
  const all: Meeting[] = [];
  for (const code of ['', ...DEPARTMENTS.map((department) => `-${department.code}`)]) {
    const department = `${INSTITUTE.code}${code}`;
    const rng = rngFrom(`jianglan:meetings:${department}:${year}`);
    for (const season of SEASONS) {
      const planned = dateAt(from, to, season.share + season.spread * rng());
      const on = workdayUntil(planned);
      all.push(
        meeting(
          department,
          year,
          season.key,
          { mode: 'session', title: season.title, topics: season.topics, minutes: 45 },
          on,
        ),
      );
    }
    const visits = DEPARTMENTS.some((one) => `-${one.code}` === code && one.visits);
    if (visits) {
      const on = workdayFrom(dateAt(from, to, 0.5 + 0.05 * rng()));
      const title = '参观江澜市保密教育实训基地';
      all.push(
        meeting(
          department,
          year,
          3,
          { mode: 'visit', title, topics: ['保密形势任务', '保密技术防范'], minutes: 90 },
          on,
        ),
      );
    }
  }
  return all.filter((one) => one.recordedOn < span.today && one.on >= from);
}

/** Whether a person was at a meeting: those who belonged to the department that day, but for a few. */
export function attends(member: Member, one: Meeting, span: Span): boolean {
  const place = placeOn(member, one.on);
  // Who left before the list was entered is not entered any more.
  if (!place || !placeOn(member, one.recordedOn) || departmentOf(place.unitCode) !== one.departmentCode) return false;
  const isThisYear = String(one.year) === span.today.slice(0, 4);
  // The example who is short of hours missed the second one of this year.
  if (member.employeeNo === 'E0001') return !isThisYear || one.list.endsWith('-01');
  return rngFrom(`jianglan:attends:${member.employeeNo}:${one.id}`)() < 0.93;
}
