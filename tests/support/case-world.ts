import { randomUUID } from 'node:crypto';
import type { Sql } from 'postgres';
import { transaction } from '#db/client.ts';
import type { Principal } from '#domain/access/principal.ts';
import type { Role } from '#domain/access/roles.ts';
import type { CaseKind } from '#domain/certification/case/kinds.ts';
import type { CaseView } from '#domain/certification/case/view.ts';
import { hashPassword } from '#server/auth/password.ts';
import { principalOf } from '#server/auth/principal.ts';
import { openCase } from '#server/operations/cases/open-case.ts';
import { openPledgeText } from '#server/operations/cases/open-pledge-text.ts';
import { readCase } from '#server/operations/cases/read-case.ts';
import { takeStep } from '#server/operations/cases/take-step.ts';
import { settlePlans } from '#server/operations/completion.ts';
import { newCandidate, openSession } from './exam-world.ts';

export const PASSWORD = 'a walnut under a grey sky';

export type Somebody = { readonly principal: Principal; readonly personId: string; readonly accountId: string };

/** An organisation with the people a life-cycle needs, on a database whose content is loaded. */
export function caseWorld(owner: Sql, year: number) {
  let passwordHash: string | null = null;

  async function principalOfAccount(accountId: string): Promise<Principal> {
    const { cookie } = await openSession(owner, accountId);
    const principal = await principalOf({ cookie, requestId: 'test', ip: '127.0.0.1' });
    if (!principal) throw new Error('the session just opened must be live');
    return principal;
  }

  async function somebody(role?: Role, unitCode = 'T'): Promise<Somebody> {
    passwordHash ??= await hashPassword(PASSWORD);
    const { personId, accountId } = await newCandidate(owner, year);
    await owner`update accounts set password_hash = ${passwordHash}, password_set_at = app_now() where id = ${accountId}`;
    if (unitCode !== 'T') {
      await owner`update person_assignments set unit_id = (select id from units where code = ${unitCode}) where person_id = ${personId}`;
    }
    if (role) {
      await owner`insert into account_roles (account_id, role, role_class, unit_id)
        values (${accountId}, ${role}, 'business',
          (select id from units where code = ${role === 'unit-officer' ? unitCode : ''}))`;
    }
    return { principal: await principalOfAccount(accountId), personId, accountId };
  }

  async function unit(code: string): Promise<void> {
    await owner`insert into units (code, name, valid_from) values (${code}, ${`${code}处`}, '2020-01-01') on conflict do nothing`;
    await owner`insert into unit_closure select id, id, 0 from units where code = ${code} on conflict do nothing`;
  }

  async function post(level: 'general' | 'important' | 'core', unitCode = 'T'): Promise<string> {
    const id = randomUUID();
    await owner`insert into posts (id, code, name, unit_id, level, basis, review_on, status, active_from)
      select ${id}, ${`GW${id.slice(0, 6)}`}, '文件管理岗', id, ${level}, '经管秘密级文件', '2030-01-01', 'active', '2020-01-01'
      from units where code = ${unitCode}`;
    return id;
  }

  /** Puts a person into a post as a finished 上岗 of earlier would have. */
  async function inPost(personId: string, level: 'general' | 'important' | 'core'): Promise<string> {
    const postId = await post(level);
    await owner`insert into post_assignments (person_id, post_id, valid_from) values (${personId}, ${postId}, '2024-03-01')`;
    await owner`update person_assignments set category = ${level}, life_state = 'in-post' where person_id = ${personId}`;
    return postId;
  }

  /** Does what the latest plan of a case asks for: every required lesson, the hours, and the exam where there is one. */
  async function finishPlan(caseId: string, personId: string): Promise<void> {
    const [plan] = await owner<{ kind: string; year: number; lessons: string[]; minutes: number }[]>`
      select a.plan_kind as kind, a.training_year as year, v.spec -> 'requiredLessons' as lessons, a.required_minutes as minutes
      from plan_assignments a join policy_versions v on v.id = a.policy_version_id
      where a.case_id = ${caseId} order by a.assigned_at desc limit 1`;
    if (!plan) throw new Error('the case has no plan');
    for (const lessonId of plan.lessons) {
      await owner`insert into hours_ledger (person_id, training_year, minutes, mode, lesson_id, lesson_version, round, title, occurred_from, occurred_to)
        select ${personId}, ${plan.year}, ${Math.ceil(plan.minutes / plan.lessons.length)}, 'online', ${lessonId}, 1,
          1 + coalesce((select max(round) from hours_ledger where person_id = ${personId} and lesson_id = ${lessonId}), 0),
          '课', app_now(), app_now()`;
    }
    await passExam(plan.kind, plan.year, personId);
    await transaction((tx) => settlePlans(tx, personId, plan.year));
  }

  async function passExam(kind: string, trainingYear: number, personId: string): Promise<void> {
    const [exam] = await owner<
      { id: string }[]
    >`select id from exams where plan_kind = ${kind} and training_year = ${trainingYear}`;
    if (!exam) return;
    const attemptId = randomUUID();
    await owner`insert into attempts (id, exam_id, person_id, attempt_no, state, seed, bank_hash, started_at, deadline_at, holder_session_id, closed_at, closed_by)
      select ${attemptId}, ${exam.id}, ${personId}, 1 + (select count(*) from attempts where exam_id = ${exam.id} and person_id = ${personId}),
        'graded', '', '', app_now(), app_now(), ${randomUUID()}, app_now(), 'candidate'`;
    await owner`insert into grades (attempt_id, grade_no, score, max_score, passed, detail)
      values (${attemptId}, 1, 95, 100, true, '{}')`;
  }

  async function open(by: Somebody, kind: CaseKind, payload: Record<string, unknown>): Promise<string> {
    const opened = await openCase(by.principal, kind, payload);
    if (!opened.ok) throw new Error(`open ${kind}: ${opened.error.code} ${JSON.stringify(opened.error.meta)}`);
    return opened.value.id;
  }

  /** Opens a case as its page does, with the text of a 承诺书 that is to be signed. */
  async function view(by: Somebody, caseId: string): Promise<CaseView> {
    const read = await readCase(by.principal, caseId);
    if (!read.ok) throw new Error(`read: ${read.error.code}`);
    if (read.value.pledge) await openPledgeText(by.principal, caseId);
    return read.value;
  }

  /** Takes a step with the version as it stands. @returns the code of the refusal, or `ok`. */
  async function step(
    by: Somebody,
    caseId: string,
    event: string,
    payload: Record<string, unknown> = {},
    password?: string,
  ): Promise<string> {
    const [row] = await owner<{ version: number }[]>`select version from cases where id = ${caseId}`;
    const taken = await takeStep(by.principal, caseId, { event, payload, version: row?.version ?? 0, password });
    return taken.ok ? 'ok' : taken.error.code;
  }

  return { somebody, unit, post, inPost, finishPlan, open, view, step, principalOfAccount };
}

/** A review form that is filled in. */
export const REVIEW = {
  nationality: 'cn',
  foreignResidence: 'no',
  familyAbroad: 'no',
  criminalRecord: 'no',
  career: '2010 年毕业后在本单位从事文件管理工作至今。',
  family: '父母务农，配偶为教师。',
  foreignContacts: '无',
  truthful: true,
};
