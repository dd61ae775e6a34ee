import { expect } from '@playwright/test';
import { enterRoom, expectResult, expectSaved, goTo, newExaminee, openDevice, option } from './exam-helpers.ts';
import { test } from './support/test.ts';

const DURATION_SECONDS = 2400;

test.afterEach(async ({ clock }) => clock.returnToPresent());

test('at the end of the time the page hands in by itself with what was answered', async ({
  browser,
  owner,
  baseURL,
  clock,
}) => {
  const device = await openDevice(browser, owner, await newExaminee(owner), baseURL ?? '');
  const page = await device.newPage();
  await enterRoom(page);
  await option(page, 0).check();
  await expectSaved(page);
  await clock.advance(`${DURATION_SECONDS - 12} seconds`);
  await goTo(page, 2);
  await option(page, 0).check();
  await expect(page.getByRole('timer')).toHaveText(/剩余 0:\d\d/);
  await expectResult(page);
  await expect(page.getByText('2 / 31 题')).toBeVisible();
  await device.close();
});

test('the clock of the computer changes neither the time left nor the deadline', async ({
  browser,
  owner,
  baseURL,
}) => {
  const device = await openDevice(browser, owner, await newExaminee(owner), baseURL ?? '');
  const page = await device.newPage();
  await page.addInitScript(() => {
    const real = Date.now;
    Date.now = () => real() + 6 * 3_600_000;
  });
  await enterRoom(page);
  await expect(page.getByRole('timer')).toHaveText(/剩余 (40:00|39:\d\d)/);
  await device.close();
});

test('an answer that arrives after the end is kept as late, and the page goes to the result', async ({
  browser,
  owner,
  baseURL,
  clock,
}) => {
  const device = await openDevice(browser, owner, await newExaminee(owner), baseURL ?? '');
  const page = await device.newPage();
  await enterRoom(page);
  const attempt = new URL(page.url()).searchParams.get('attempt') ?? '';
  await page.context().setOffline(true);
  await option(page, 0).check();
  await clock.advance(`${DURATION_SECONDS + 20} seconds`);
  await page.context().setOffline(false);
  await expectResult(page);
  const events = await owner`select is_late from attempt_answer_events where attempt_id = ${attempt}`;
  const [state] = await owner`select state, closed_by from attempts where id = ${attempt}`;
  // The closing job may be quicker than the network; then the answer is refused and nothing is kept.
  expect(events.every(({ is_late }) => is_late === true)).toBe(true);
  expect(state).toEqual({ state: 'graded', closed_by: 'deadline' });
  await device.close();
});
