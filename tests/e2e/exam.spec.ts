import { expect } from '@playwright/test';
import {
  enterRoom,
  expectItem,
  expectSaved,
  goTo,
  handIn,
  journalled,
  newExaminee,
  openDevice,
  option,
} from './exam-helpers.ts';
import { expectNoAxeViolations, expectNoSidewaysScroll, test } from './support/test.ts';
import { watch } from './support/watch.ts';

const PHONE = { width: 360, height: 740 };
const DESK = { width: 1366, height: 768 };

test('answers survive a reload, the paper is handed in after two questions, and the result says what comes next', async ({
  freshEmployee,
  page,
}) => {
  const who = await freshEmployee();
  await enterRoom(page);
  await option(page, 1).check();
  await expectSaved(page);
  await page.keyboard.press('m');
  await page.keyboard.press('ArrowRight');
  await expectItem(page, 2);
  await page.keyboard.press('3');
  await expectSaved(page);
  await expect(option(page, 2)).toBeChecked();
  await goTo(page, 27);
  await page.getByRole('textbox', { name: '第 1 空' }).fill('清点');
  await expectSaved(page);
  expect(await journalled(page)).toEqual([]);

  await page.reload();
  await expectItem(page, 27);
  await expect(page.getByRole('textbox', { name: '第 1 空' })).toHaveValue('清点');
  await goTo(page, 1);
  await expect(option(page, 1)).toBeChecked();
  const sheet = page.getByRole('complementary', { name: '答题卡' });
  await expect(sheet.getByRole('button', { name: '第 1 题，已答，已标记' })).toBeVisible();

  await expect(page.getByTestId('watermark')).toContainText(`${who.name} ${who.employeeNo} 20`);
  await handIn(page);
  await expect(page.getByRole('heading', { name: '各主题得分' })).toBeVisible();
  await expect(page.getByText(/起可以在本页查看每题的答案/)).toBeVisible();
  expect(await page.evaluate(() => Object.keys(sessionStorage))).toEqual([]);
  await page.goBack();
  await expect(page).not.toHaveURL(/\/exam\/room/);
});

test('the exam pages have no accessibility violations and fit a phone', async ({ freshEmployee, page }) => {
  await freshEmployee();
  // A dialog measured while it fades in has other colours than the one people read.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('/exams');
  const check = async (sizes = [DESK, PHONE]) => {
    for (const size of sizes) {
      await page.setViewportSize(size);
      await expectNoAxeViolations(page);
      await expectNoSidewaysScroll(page);
    }
    await page.setViewportSize(DESK);
  };
  await check();
  await page.getByRole('button', { name: '开始考试' }).first().click();
  await check();
  await page.getByRole('dialog').getByRole('button', { name: '开始考试' }).click();
  for (const position of [1, 13, 19, 27, 31]) {
    await goTo(page, position);
    // The bars of the room stay in sight and cover what is scrolled below them: a tall window shows the item whole.
    await check([DESK, PHONE].map(({ width }) => ({ width, height: 3000 })));
  }
  await page.setViewportSize(PHONE);
  await page.getByRole('button', { name: '答题卡' }).click();
  await expectNoAxeViolations(page);
  await page.keyboard.press('Escape');
  await page.setViewportSize(DESK);
  await page.getByRole('banner').getByRole('button', { name: '交卷' }).click();
  await check();
  await page.getByRole('button', { name: '继续作答' }).click();
  await handIn(page);
  await check();
});

test('single keys choose and mark only outside text fields, and can be switched off', async ({
  freshEmployee,
  page,
}) => {
  await freshEmployee();
  await enterRoom(page);
  await goTo(page, 27);
  await page.getByRole('textbox', { name: '第 1 空' }).pressSequentially('m1');
  await expect(page.getByRole('textbox', { name: '第 1 空' })).toHaveValue('m1');
  await expect(page.getByRole('button', { name: '标记', exact: true })).toHaveAttribute('aria-pressed', 'false');
  await goTo(page, 1);
  await page.getByRole('checkbox', { name: /快捷键/ }).uncheck();
  await page.keyboard.press('2');
  await page.keyboard.press('m');
  await expect(page.getByRole('article').getByRole('radio', { checked: true })).toHaveCount(0);
  await expect(page.getByRole('button', { name: '标记', exact: true })).toHaveAttribute('aria-pressed', 'false');
});

test('the room is open to nobody else: a stranger with the address sees no paper', async ({
  browser,
  owner,
  baseURL,
  page,
  freshEmployee,
}) => {
  await freshEmployee();
  await enterRoom(page);
  const address = page.url();
  const stranger = await openDevice(browser, owner, await newExaminee(owner), baseURL ?? '');
  const heard = watch(stranger);
  heard.allowStatus(404);
  const other = await stranger.newPage();
  await other.goto(address);
  await expect(other.getByRole('alertdialog', { name: '试卷没有打开' })).toBeVisible();
  await expect(other.getByRole('article')).toHaveCount(0);
  expect(heard.complaints()).toEqual([]);
  await stranger.close();
});
