import { randomUUID } from 'node:crypto';
import { type Browser, expect, type Page } from '@playwright/test';
import type { Sql } from 'postgres';
import type { Role } from '#domain/access/roles.ts';
import type { AttemptView } from '#domain/assessment/attempt-view.ts';
import type { PostLevel } from '#domain/certification/case/kinds.ts';
import { type Key, rightAnswer } from '#tests/support/right-answer.ts';
import type { TestClock } from '#tests/support/test-clock.ts';
import { expectItem, expectSaved, goTo, handIn } from '../exam-helpers.ts';
import { keysOf } from './exam.ts';
import { DEMO_PASSWORD, type Employee, newEmployee, newSession } from './people.ts';
import { callApi } from './test.ts';

/** A person in a browser of their own. */
export type Seat = { readonly who: Employee; readonly page: Page; readonly close: () => Promise<void> };

/** A new person with a role, signed in; a 部门保密员 answers for the unit all of them are in. */
export async function seat(browser: Browser, owner: Sql, role?: Role): Promise<Seat> {
  const who = await newEmployee(owner);
  if (role) {
    await owner`insert into account_roles (account_id, role, role_class, unit_id)
      values (${who.accountId}, ${role}, 'business', (select unit_id from person_assignments
        where person_id = ${who.personId} and ${role} = 'unit-officer'))`;
  }
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  const url = `http://127.0.0.1:${process.env.PORT}`;
  const value = await newSession(owner, who.accountId);
  await context.addCookies([{ name: 'shoumi-session', value, url, httpOnly: true, sameSite: 'Lax' }]);
  return { who, page: await context.newPage(), close: () => context.close() };
}

/** A classified post in force in the unit of a person. */
export async function newPost(owner: Sql, who: Employee, level: PostLevel): Promise<{ id: string; code: string }> {
  const id = randomUUID();
  const code = `E2E-${id.slice(0, 6)}`;
  await owner`insert into posts (id, code, name, unit_id, level, basis, review_on, status, active_from)
    select ${id}, ${code}, '文件管理岗', unit_id, ${level}, '经管文件', '2035-01-01', 'active', '2020-01-01'
    from person_assignments where person_id = ${who.personId}`;
  return { id, code };
}

/** Puts a person into a post as an earlier 上岗 would have. */
export async function putInPost(owner: Sql, who: Employee, level: PostLevel): Promise<void> {
  const post = await newPost(owner, who, level);
  await owner`insert into post_assignments (person_id, post_id, valid_from)
    values (${who.personId}, ${post.id}, (app_now() at time zone 'Asia/Shanghai')::date - 100)`;
  await owner`update person_assignments set category = ${level}, life_state = 'in-post' where person_id = ${who.personId}`;
}

/** Opens the page of a case. */
export async function openCasePage({ page }: Seat, caseId: string): Promise<void> {
  await page.goto(`/cases/${caseId}`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

/** Takes an ordinary step in the page: fills its form and presses its button. */
export async function take(
  seated: Seat,
  caseId: string,
  label: string,
  fill: (form: ReturnType<Page['getByRole']>) => Promise<void> = async () => undefined,
): Promise<void> {
  const { page } = seated;
  await openCasePage(seated, caseId);
  const form = page.getByRole('form', { name: label, exact: true });
  await fill(form);
  await form.getByRole('button', { name: label, exact: true }).click();
  await expect(form).toHaveCount(0);
}

/** The opinion of an office that agrees. */
export async function agree(seated: Seat, caseId: string, label: string): Promise<void> {
  await take(seated, caseId, label, (form) =>
    form.getByRole('radio', { name: '同意', exact: true }).check({ force: true }),
  );
}

/** Gives the password again where a step asks for it. */
export async function sign(form: ReturnType<Page['getByRole']>): Promise<void> {
  await form.getByLabel('登录密码', { exact: true }).fill(DEMO_PASSWORD);
}

type PlanOfCase = {
  readonly kind: string;
  readonly lessons: string[];
  readonly minutes: number;
  readonly year: number;
};

async function planOf(owner: Sql, caseId: string): Promise<PlanOfCase> {
  const [plan] = await owner<PlanOfCase[]>`
    select a.plan_kind as kind, v.spec -> 'requiredLessons' as lessons, a.required_minutes as minutes, a.training_year as year
    from plan_assignments a join policy_versions v on v.id = a.policy_version_id
    where a.case_id = ${caseId} order by a.assigned_at desc limit 1`;
  if (!plan) throw new Error('the case has no plan');
  return plan;
}

/** Reads the lessons of the plan of a case: all but the last by hand of the database, the last as a reader would. */
export async function study({ who, page }: Seat, owner: Sql, clock: TestClock, caseId: string): Promise<void> {
  const plan = await planOf(owner, caseId);
  const last = plan.lessons.at(-1) ?? '';
  for (const lessonId of plan.lessons.slice(0, -1)) {
    await owner`insert into hours_ledger (person_id, training_year, minutes, mode, lesson_id, lesson_version, round, title, occurred_from, occurred_to)
      select ${who.personId}, ${plan.year}, planned_minutes, 'online', lesson_id, version,
        1 + coalesce((select max(round) from hours_ledger where person_id = ${who.personId} and lesson_id = ${lessonId}), 0),
        title, app_now(), app_now() from lesson_versions where lesson_id = ${lessonId} and is_current`;
  }
  const viewerId = randomUUID();
  const base = `/api/v1/lessons/${last}`;
  const opened = await callApi(page, 'POST', `${base}/open`, { viewerId });
  const { requiredSeconds } = (await opened.json()) as { requiredSeconds: number };
  await callApi(page, 'POST', `${base}/heartbeat`, { viewerId });
  await owner`update lesson_progress set credited_seconds = ${requiredSeconds - 10} where person_id = ${who.personId} and lesson_id = ${last}`;
  const [lesson] = await owner<{ sections: string[]; checks: string[] }[]>`
    select section_ids as sections, check_item_ids as checks from lesson_versions where lesson_id = ${last} and is_current`;
  for (const section of lesson?.sections ?? []) await callApi(page, 'POST', `${base}/sections`, { viewerId, section });
  for (const itemId of lesson?.checks ?? []) {
    const [row] = await owner<{ key: Key }[]>`
      select k.key from item_keys k join item_versions i using (item_id, version) where i.item_id = ${itemId} and i.is_current`;
    await callApi(page, 'POST', `${base}/checks`, { itemId, response: rightAnswer(row?.key as Key) });
  }
  await clock.advance('15 seconds');
  await callApi(page, 'POST', `${base}/heartbeat`, { viewerId });
}

/** Sits the exam of the plan of a case with every answer right. */
export async function pass({ page }: Seat, owner: Sql, caseId: string): Promise<void> {
  const plan = await planOf(owner, caseId);
  const [exam] = await owner<{ id: string }[]>`
    select id from exams where plan_kind = ${plan.kind} and opens_at <= app_now() and closes_at > app_now()`;
  const started = await callApi(page, 'POST', `/api/v1/exams/${exam?.id}/attempts`);
  expect(started.status(), await started.text()).toBe(201);
  const { attemptId } = (await started.json()) as AttemptView;
  for (const [position, key] of await keysOf(owner, attemptId)) {
    await callApi(page, 'PUT', `/api/v1/attempts/${attemptId}/answers/${position}`, {
      seq: 1,
      response: rightAnswer(key),
    });
  }
  const submitted = await callApi(page, 'POST', `/api/v1/attempts/${attemptId}/submit`);
  expect(await submitted.json()).toMatchObject({ state: 'graded', passed: true });
}

/** Sits an exam in the room itself: from its card through every question, each answered right, to the result. */
export async function sitInBrowser({ page }: Seat, owner: Sql, title: string): Promise<void> {
  await page.goto('/exams');
  const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: new RegExp(title) }) });
  await card.getByRole('button', { name: '开始考试' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '开始考试' }).click();
  await expectItem(page, 1);
  const attemptId = new URL(page.url()).searchParams.get('attempt') ?? '';
  for (const [position, key] of await keysOf(owner, attemptId)) {
    await goTo(page, position);
    for (const value of optionsToChoose(key))
      await page.getByRole('article').locator(`input[value="${value}"]`).check();
    await expectSaved(page);
  }
  await handIn(page);
  await expect(page.getByText('合格', { exact: true })).toBeVisible();
}

/** Values of the options that are right, for questions answered by choosing. */
function optionsToChoose(key: Key): readonly string[] {
  if (key.type === 'boolean') return [String(key.answer)];
  if (key.type === 'single' || key.type === 'multiple') return key.correct;
  throw new Error(`${key.type} is not answered by choosing`);
}
