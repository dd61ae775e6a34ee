import { type Db, db } from '#db/client.ts';
import { listPersonDocuments } from '#db/dal/case-documents.ts';
import { listCaseRecordsOf } from '#db/dal/case-records.ts';
import type { OrganisationNow } from '#db/dal/org-clock.ts';
import {
  listAttemptsOf,
  listCertificatesOf,
  listLedgerOf,
  listPlansOf,
  listPosts,
  type PersonHead,
  type PlanLine,
  type PostRow,
} from '#db/dal/person-file.ts';
import { unsafeOwedPlans } from '#db/dal/plans.ts';
import type { Principal } from '#domain/access/principal.ts';
import { MAX_FILE_ROWS, type PersonalFileBody, withinLimit } from '#domain/people/personal-file.ts';
import { CATEGORY_LABEL, EMPLOYMENT_LABEL, FLAG_LABEL, LIFE_LABEL } from '#domain/people/types.ts';
import { isoDate, trainingYear } from '#domain/shared/dates.ts';
import { type PlanWithStanding, unsafeStandings } from '../standing-facts.ts';
import { hoursSection, ledgerSection } from './file-hours.ts';
import { planSection } from './file-plans.ts';
import { caseSection, certificateSection, examSection, paperSection, postSection } from './file-records.ts';
import { instantText } from './instant-text.ts';

/** Training years, both included; an end left out is the first or last there is a record of. */
export type FileRange = { readonly from?: number | undefined; readonly to?: number | undefined };

const DEFAULT_MINUTES_PER_HOUR = 45;

function personFields(head: PersonHead, post: PostRow | null): PersonalFileBody['person'] {
  const flags = post?.flags.map((flag) => FLAG_LABEL[flag]).join('、') || '无';
  return [
    { label: '姓名', value: head.name },
    { label: '工号', value: head.employeeNo },
    { label: '单位', value: post?.unitPath ?? '当前不在任何单位' },
    { label: '岗位', value: post?.title || '未填写' },
    { label: '涉密等级', value: post ? CATEGORY_LABEL[post.category] : '—' },
    { label: '状态', value: post ? LIFE_LABEL[post.lifeState] : '—' },
    { label: '用工形式', value: post ? EMPLOYMENT_LABEL[post.employmentForm] : '—' },
    { label: '身份', value: post ? flags : '—' },
    { label: '在职时间', value: head.leftOn ? `${head.joinedOn} 至 ${head.leftOn}` : `${head.joinedOn} 至今` },
  ];
}

async function readRecords(handle: Db, principal: Principal, personId: string) {
  const [posts, ledger, attempts, certificates, plans, cases, papers] = await Promise.all([
    listPosts(handle, principal, personId),
    listLedgerOf(handle, principal, personId),
    listAttemptsOf(handle, principal, personId),
    listCertificatesOf(handle, principal, personId),
    listPlansOf(handle, principal, personId),
    listCaseRecordsOf(handle, principal, personId),
    listPersonDocuments(handle, principal, personId),
  ]);
  return { posts, ledger, attempts, certificates, plans, cases, papers };
}

type Records = Awaited<ReturnType<typeof readRecords>>;

/** Years there is a record of, this year always among them. */
function yearsOf({ ledger, plans, attempts, certificates, cases }: Records, org: OrganisationNow): number[] {
  const dated = [...ledger, ...plans, ...attempts, ...certificates].map((row) => row.trainingYear);
  const opened = cases.map(({ openedAt }) => trainingYear(org.zone, new Date(openedAt)));
  return [org.year, ...dated, ...opened];
}

type Years = { readonly firstYear: number; readonly lastYear: number };

function inYears(records: Records, { firstYear, lastYear }: Years, zone: string): Records {
  const isIn = (year: number) => year >= firstYear && year <= lastYear;
  const ofYears = <T extends { readonly trainingYear: number }>(rows: readonly T[]) =>
    rows.filter((row) => isIn(row.trainingYear));
  const yearOf = (at: string | Date) => trainingYear(zone, new Date(at));
  const reaches = (from: number, to: number | null) => from <= lastYear && (to === null || to >= firstYear);
  const dayYear = (day: string) => Number(day.slice(0, 4));
  return {
    posts: records.posts.filter((row) => reaches(dayYear(row.validFrom), row.validTo ? dayYear(row.validTo) : null)),
    ledger: ofYears(records.ledger),
    attempts: ofYears(records.attempts),
    certificates: ofYears(records.certificates),
    plans: ofYears(records.plans),
    cases: records.cases.filter((row) => reaches(yearOf(row.openedAt), row.closedAt ? yearOf(row.closedAt) : null)),
    papers: records.papers.filter((row) => isIn(yearOf(row.createdAt))),
  };
}

/** Where the person stands in every plan of the years, by assignment. The caller has found the person in sight. */
async function standingsOf(
  plans: readonly PlanLine[],
  personId: string,
  today: string,
): Promise<ReadonlyMap<string, PlanWithStanding>> {
  const years = [...new Set(plans.map((plan) => plan.trainingYear))];
  const owed = (await Promise.all(years.map((year) => unsafeOwedPlans(db, personId, year)))).flat();
  const once = new Map(owed.map((plan) => [plan.assignmentId, plan]));
  const standings = await unsafeStandings(db, [...once.values()], isoDate(today));
  return new Map(standings.map((item) => [item.plan.assignmentId, item]));
}

/**
 * What the file of a person says of some years, in words; of cases and papers only what the principal may see. The
 * caller has found the person in the principal's sight.
 */
export async function personalFileBody(
  principal: Principal,
  head: PersonHead,
  range: FileRange,
  org: OrganisationNow,
): Promise<PersonalFileBody> {
  const all = await readRecords(db, principal, head.personId);
  const known = yearsOf(all, org);
  const years = { firstYear: range.from ?? Math.min(...known), lastYear: range.to ?? Math.max(...known) };
  const { zone } = org;
  const some = inYears(all, years, zone);
  const standings = await standingsOf(some.plans, head.personId, org.today);
  const ofYear = new Map([...standings.values()].map(({ plan }) => [plan.trainingYear, plan.policy.minutesPerHour]));
  const perHour = (year: number) => ofYear.get(year) ?? DEFAULT_MINUTES_PER_HOUR;
  const sections = [
    postSection(some.posts),
    // Of all rows: a correction entered in a later year is taken from the year of what it corrects.
    hoursSection(all.ledger, years, perHour),
    planSection(some.plans, standings, zone),
    examSection(some.attempts, zone),
    certificateSection(some.certificates),
    caseSection(some.cases, zone),
    paperSection(some.papers, zone),
    ledgerSection(some.ledger, zone, perHour),
  ];
  return {
    v: 1,
    title: '个人保密教育培训档案',
    organisation: org.name,
    ...years,
    madeBy: `${principal.name}（${principal.employeeNo}）`,
    madeAt: instantText(zone, org.now),
    person: personFields(head, all.posts.find((post) => post.isCurrent) ?? null),
    sections: withinLimit(sections, MAX_FILE_ROWS),
  };
}
