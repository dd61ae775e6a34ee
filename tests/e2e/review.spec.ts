import { expect, type Locator, type Page } from '@playwright/test';
import { finishStudies } from './support/people.ts';
import { callApi, expectNoAxeViolations, expectNoSidewaysScroll, test } from './support/test.ts';

const LESSON = 'm6-phones';
const PHONE = { width: 360, height: 740 };

const moduleHead = (page: Page) => page.getByRole('region', { name: /^信息设备与网络/ });
const question = (page: Page) => page.getByRole('region', { name: '待回顾的题' });

/** Chooses by keyboard alone: the option with the focus, then Enter. */
async function answerByKeys(form: Locator, value: number): Promise<void> {
  await form.getByRole('radio').nth(value).focus();
  await form.page().keyboard.press('Space');
  await form.page().keyboard.press('Enter');
}

/** Where in the question the right option stands now; the options come in a new order each time. */
async function placeOf(form: Locator, text: string): Promise<number> {
  const texts = await form
    .getByRole('radio')
    .evaluateAll((all) => all.map((one) => one.closest('li')?.textContent ?? ''));
  return texts.findIndex((one) => one.includes(text));
}

test('a check question answered wrong comes back in the review of its module until it is answered right', async ({
  page,
  freshEmployee,
  owner,
}) => {
  await freshEmployee();
  const [item] = await owner<{ stem: string; right: string; wrong: string }[]>`
    select v.body ->> 'stem' as stem,
      (select o.text from jsonb_to_recordset(v.body -> 'options') as o(id text, text text) where k.key -> 'correct' ? o.id) as right,
      (select o.text from jsonb_to_recordset(v.body -> 'options') as o(id text, text text) where not k.key -> 'correct' ? o.id limit 1) as wrong
    from item_versions v join item_keys k using (item_id, version)
    where v.lesson_id = ${LESSON} and v.pool = 'check' and v.type = 'single' and v.is_current order by v.item_id limit 1`;
  const { stem = '', right = '', wrong = '' } = item ?? {};

  await page.goto(`/learn/${LESSON}`);
  const check = page.locator('#checks form', { hasText: stem.slice(0, 20) });
  await answerByKeys(check, await placeOf(check, wrong));
  await expect(check.getByText('回答有误')).toBeVisible();
  await expect(page.getByRole('region', { name: '完成情况' })).toContainText('本课有 1 道检查题答错过');

  await page.goto('/learn');
  await expectNoAxeViolations(page);
  await moduleHead(page)
    .getByRole('link', { name: /回顾 · 1 题待回顾/ })
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('M6 信息设备与网络 · 回顾');
  await expect(question(page)).toContainText('课末检查答错过');
  await expectNoAxeViolations(page);

  const form = question(page).locator('form');
  await answerByKeys(form, await placeOf(form, wrong));
  await expect(form.getByText('回答有误')).toBeVisible();
  await expect(question(page).getByRole('link', { name: /6\.2/ })).toHaveAttribute(
    'href',
    new RegExp(`/learn/${LESSON}`),
  );
  await expect(question(page)).toContainText('这道题本轮最后会再问一次');
  await expectNoAxeViolations(page);
  await question(page).getByRole('button', { name: '下一题' }).press('Enter');
  await expect(form.getByText('回答有误')).toBeHidden();
  await answerByKeys(form, await placeOf(form, right));
  await expect(form.getByText('回答正确')).toBeVisible();
  await question(page).getByRole('button', { name: '看本轮结果' }).press('Enter');
  await expect(page.getByText('1 题都答对了，已移出回顾')).toBeVisible();
  await expect(page.getByRole('link', { name: /^下一课：/ }).first()).toBeVisible();

  await page.reload();
  await expect(page.getByText('这个模块没有待回顾的题')).toBeVisible();
  await page.goto('/learn');
  await expect(moduleHead(page).getByRole('link', { name: /待回顾/ })).toHaveCount(0);
});

test('a citation under an answer opens its article, and the page fits a phone, light and dark', async ({
  page,
  freshEmployee,
}) => {
  await freshEmployee();
  await page.setViewportSize(PHONE);
  const drawn = await callApi(page, 'POST', '/api/v1/practice/draw', { lessonId: LESSON, count: 10 });
  const { items } = (await drawn.json()) as { items: { itemId: string; item: { type: string } }[] };
  for (const { itemId, item } of items.filter((one) => one.item.type === 'boolean' || one.item.type === 'single')) {
    const response = item.type === 'boolean' ? { type: 'boolean', value: true } : { type: 'single', choice: 'a' };
    await callApi(page, 'POST', '/api/v1/practice/answers', { itemId, response });
  }
  await page.goto('/practice');
  await expectNoSidewaysScroll(page);
  await page.getByRole('link', { name: /^M6 信息设备与网络（\d+ 题）$/ }).click();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectNoSidewaysScroll(page);
    await expectNoAxeViolations(page);
  }
  await expect(question(page)).toContainText('练习答错了');
  await answerByKeys(question(page).locator('form'), 0);
  await expect(question(page).getByText(/回答正确|回答有误/)).toBeVisible();
  await expectNoSidewaysScroll(page);
  await question(page).getByRole('link', { name: /^《/ }).first().click();
  await expect(page.getByRole('dialog')).toContainText('年版');
});

test('with nothing to go over the review keeps the summaries, and a strange module is not found', async ({
  page,
  freshEmployee,
  owner,
  watched,
}) => {
  watched.allowStatus(404);
  const who = await freshEmployee();
  await finishStudies(owner, who);
  await page.goto('/learn');
  await moduleHead(page).getByRole('link', { name: /^回顾/ }).click();
  await expect(page.getByText('这个模块没有待回顾的题')).toBeVisible();
  const summary = page.getByText(/^6\.2 /);
  await summary.press('Enter');
  await expect(page.getByRole('link', { name: '重读本课' }).first()).toBeVisible();
  await expectNoAxeViolations(page);
  await expect(page.getByRole('link', { name: /^参加考试/ })).toHaveAttribute('href', '/exams');
  await page.getByRole('link', { name: '练习本模块的题' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('信息设备与网络');
  await expect(page.getByRole('button', { name: '提交答案' })).toBeVisible();
  for (const strange of ['m99', 'M6', 'x']) {
    expect([strange, (await page.goto(`/learn/review/${strange}`))?.status()]).toEqual([strange, 404]);
  }
});
