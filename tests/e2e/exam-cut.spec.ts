import { expect, type Page } from '@playwright/test';
import {
  ANSWERS,
  enterRoom,
  expectItem,
  expectSaved,
  expectUnsaved,
  goTo,
  journalled,
  newExaminee,
  openDevice,
  option,
} from './exam-helpers.ts';
import { test as base } from './support/test.ts';

/** A page of an examinee whose network the test may cut without that counting as an error. */
const test = base.extend<{ sitting: Page }>({
  sitting: async ({ browser, owner, baseURL }, use) => {
    const device = await openDevice(browser, owner, await newExaminee(owner), baseURL ?? '');
    const page = await device.newPage();
    await enterRoom(page);
    await use(page);
    await device.close();
  },
});

const secondsLeft = async (page: Page): Promise<number> => {
  const [, minutes = '0', seconds = '0'] =
    /(\d+):(\d+)$/.exec((await page.getByRole('timer').textContent())?.trim() ?? '') ?? [];
  return Number(minutes) * 60 + Number(seconds);
};

test('while the network is cut answers stay in the browser and the time goes on; afterwards they are sent', async ({
  sitting: page,
}) => {
  await page.context().setOffline(true);
  await option(page, 0).check();
  await expect(page.getByTestId('cut-strip')).toHaveText('网络已断开，作答保存在本机，恢复后自动提交');
  await expectUnsaved(page, 1);
  const before = await secondsLeft(page);
  await goTo(page, 2);
  await option(page, 1).check();
  await expectUnsaved(page, 2);
  await expect.poll(() => journalled(page)).toEqual([1, 2]);
  await expect.poll(() => secondsLeft(page)).toBeLessThan(before);
  await page.context().setOffline(false);
  await expectSaved(page);
  await expect(page.getByTestId('cut-strip')).toBeEmpty();
  expect(await journalled(page)).toEqual([]);
});

test('an answer given without network is there after the page was closed and opened again', async ({
  sitting: page,
}) => {
  const address = page.url();
  await page.context().setOffline(true);
  await option(page, 2).check();
  await expect.poll(() => journalled(page)).toEqual([1]);
  const context = page.context();
  await page.close({ runBeforeUnload: false });
  await context.setOffline(false);
  const again = await context.newPage();
  await again.goto(address);
  await expectItem(again, 1);
  await expect(option(again, 2)).toBeChecked();
  await expect(again.getByTestId('save-state')).toHaveText(/^已保存/);
  await again.reload();
  await expect(option(again, 2)).toBeChecked();
});

test('an acknowledgement lost on the way leads to the same answer once, not twice', async ({
  sitting: page,
  owner,
}) => {
  let lost = 0;
  await page.route(ANSWERS, async (route) => {
    if (lost > 0) return route.continue();
    lost += 1;
    await route.fetch();
    await route.abort();
  });
  await option(page, 0).check();
  await expectUnsaved(page, 1);
  await expectSaved(page);
  const attempt = new URL(page.url()).searchParams.get('attempt') ?? '';
  const events = await owner`select seq from attempt_answer_events where attempt_id = ${attempt} and position = 1`;
  expect(events.map(({ seq }) => Number(seq))).toEqual([1]);
});

test('nothing is called saved before the server has confirmed it', async ({ sitting: page }) => {
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  await page.route(ANSWERS, async (route) => {
    await gate;
    await route.continue();
  });
  const reached = page.waitForRequest(ANSWERS);
  await option(page, 0).check();
  await reached;
  await expectUnsaved(page, 1);
  open();
  await expectSaved(page);
});

test('handing in waits for unsaved answers and says which they are', async ({ sitting: page }) => {
  await page.route(ANSWERS, (route) => route.abort());
  await option(page, 0).check();
  await expectUnsaved(page, 1);
  await page.getByRole('banner').getByRole('button', { name: '交卷' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('还有 1 处没有保存：第 1 题')).toBeVisible();
  await dialog.getByRole('button', { name: '交卷', exact: true }).click();
  await dialog.getByRole('button', { name: '确认交卷' }).click();
  await expect(dialog.getByRole('button', { name: '正在保存…' })).toBeVisible();
  expect(page.url()).toContain('/exam/room');
  await page.unroute(ANSWERS);
  await expect(page).toHaveURL(/\/exam\/result/, { timeout: 30_000 });
  await expect(page.getByText('1 / 31 题')).toBeVisible();
});
