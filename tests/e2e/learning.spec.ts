import { expect, type Page } from '@playwright/test';
import type { Response as Answer } from '#domain/assessment/response.ts';
import type { BeatView } from '#domain/learning/lesson-view.ts';
import { type Key, rightAnswer } from '#tests/support/right-answer.ts';
import type { Employee } from './support/people.ts';
import { callApi, expectNoAxeViolations, test } from './support/test.ts';

const BEAT_MS = 15_000;

/** A lesson with everything in it that can be tried. */
const LESSON = 'm6-ai';

const beat = (page: Page) => page.waitForResponse((response) => response.url().endsWith('/heartbeat'));

/** Lets the page live through one interval: the database's clock first, then the page's own. */
async function live(page: Page, clock: { advance(interval: string): Promise<void> }): Promise<BeatView> {
  await clock.advance('15 seconds');
  const answer = beat(page);
  await page.mouse.move(200 + Math.random() * 100, 300);
  await page.clock.runFor(BEAT_MS + 1000);
  return (await (await answer).json()) as BeatView;
}

async function open(page: Page): Promise<void> {
  await page.clock.install();
  const first = beat(page);
  await page.goto(`/learn/${LESSON}`);
  await first;
}

test('time is credited by heartbeats, as much as passed and no more', async ({ page, freshEmployee, clock }) => {
  await freshEmployee();
  await open(page);
  const views = [await live(page, clock), await live(page, clock), await live(page, clock)];
  const credited = views.map((view) => view.creditedSeconds);
  expect(credited[0]).toBeGreaterThanOrEqual(14);
  expect((credited[2] ?? 0) - (credited[0] ?? 0)).toBeGreaterThanOrEqual(29);
  expect(credited[2]).toBeLessThanOrEqual(60);
  await expect(page.getByRole('region', { name: '学习进度' })).toContainText('已计');
});

test('a second tab takes the counting over and never doubles it', async ({
  page,
  context,
  freshEmployee,
  clock,
  owner,
  watched,
}) => {
  watched.allowStatus(409);
  const who = await freshEmployee();
  await open(page);
  await live(page, clock);
  const second = await context.newPage();
  await open(second);
  const credited = async () => {
    const [row] = await owner<
      { n: number }[]
    >`select credited_seconds as n from lesson_progress where person_id = ${who.personId} and lesson_id = ${LESSON}`;
    return row?.n ?? 0;
  };
  const before = await credited();
  await live(second, clock);
  await page.bringToFront();
  await page.mouse.move(250, 310);
  await page.clock.runFor(BEAT_MS + 1000);
  const bar = page.getByRole('region', { name: '学习进度' });
  await expect(bar).toContainText('已暂停：正在另一个页面学习');
  expect((await credited()) - before).toBeLessThanOrEqual(20);
  await page.getByRole('button', { name: '在这里继续学' }).click();
  await expect(bar).not.toContainText('已暂停：正在另一个页面学习');
});

test('scenario, cards and law text answer to the hand and the keyboard', async ({ page, freshEmployee, owner }) => {
  await freshEmployee();
  await page.goto(`/learn/${LESSON}`);
  await expectNoAxeViolations(page);
  const scenario = page.getByRole('region').filter({ hasText: '情景' }).first();
  const choice = scenario.getByRole('button').first();
  await choice.click();
  await expect(choice).toHaveAttribute('aria-expanded', 'true');
  await expect(scenario.getByText(/最稳妥|可以，但还有更好的|有风险/).first()).toBeVisible();
  const deck = page.getByRole('region', { name: '能不能快速判断' }).first();
  if ((await deck.count()) > 0) {
    await deck.getByRole('button', { name: '能', exact: true }).focus();
    await page.keyboard.press('Enter');
    await expect(deck.getByText(/判断正确|应当是/).first()).toBeVisible();
  }
  const law = page.locator('article a[href*="#law"]:visible').first();
  await law.click();
  const sheet = page.getByRole('dialog');
  await expect(sheet.getByText('年版').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  const [items] =
    await owner`select check_item_ids as ids from lesson_versions where lesson_id = ${LESSON} and is_current`;
  expect(items?.ids.length).toBeGreaterThan(0);
});

test('a check question tells why at once, and holds no key before', async ({ page, freshEmployee }) => {
  await freshEmployee();
  const [html] = await Promise.all([
    page.request.get(`/learn/${LESSON}`).then((response) => response.text()),
    page.goto(`/learn/${LESSON}`),
  ]);
  expect(html).not.toMatch(/"correct":\[|"accept":|"explanation":/);
  const form = page.locator('#checks form, form:has(button:text("提交答案"))').first();
  await form.getByRole('radio').or(form.getByRole('checkbox')).first().check({ force: true });
  const blanks = form.getByRole('textbox');
  for (let no = 0; no < (await blanks.count()); no += 1) await blanks.nth(no).fill('保密办');
  await form.getByRole('button', { name: '提交答案' }).click();
  await expect(form.getByText(/回答正确|回答有误/)).toBeVisible();
});

test('a finished lesson writes its hours once and shows them under 我的', async ({
  page,
  freshEmployee,
  clock,
  owner,
}) => {
  const who = await freshEmployee();
  await open(page);
  const view = await live(page, clock);
  await owner`update lesson_progress set credited_seconds = ${view.requiredSeconds - 10} where person_id = ${who.personId}`;
  await finishSectionsAndChecks(page, who);
  const last = await live(page, clock);
  expect(last.complete).toBe(true);
  await expect(page.getByText(/本课已完成，计入/)).toBeVisible();
  const rows = await owner<{ minutes: number; planned: number; title: string }[]>`
    select l.minutes, v.planned_minutes as planned, v.title from hours_ledger l
    join lesson_versions v on v.lesson_id = l.lesson_id and v.is_current where l.person_id = ${who.personId}`;
  expect(rows.map((row) => row.minutes)).toEqual([rows[0]?.planned]);
  await page.goto('/me');
  await expect(page.getByText(String(rows[0]?.title)).first()).toBeVisible();

  async function finishSectionsAndChecks(on: Page, person: Employee) {
    const [lesson] = await owner<{ sections: string[]; checks: string[] }[]>`
      select section_ids as sections, check_item_ids as checks from lesson_versions where lesson_id = ${LESSON} and is_current`;
    for (const section of lesson?.sections ?? []) {
      expect(
        (await callApi(on, 'POST', `/api/v1/lessons/${LESSON}/sections`, { section })).ok(),
        `section ${section}`,
      ).toBe(true);
    }
    for (const itemId of lesson?.checks ?? []) {
      const [row] = await owner<
        { key: Key }[]
      >`select k.key from item_keys k join item_versions i using (item_id, version) where i.item_id = ${itemId} and i.is_current`;
      const response: Answer = rightAnswer(row?.key as Key);
      const answer = await callApi(on, 'POST', `/api/v1/lessons/${LESSON}/checks`, { itemId, response });
      expect(await answer.json(), `${itemId} for ${person.employeeNo}`).toMatchObject({ correct: true });
    }
  }
});
