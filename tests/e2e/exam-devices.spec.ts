import { expect } from '@playwright/test';
import { enterRoom, expectItem, expectSaved, goTo, newExaminee, openDevice, option } from './exam-helpers.ts';
import { test } from './support/test.ts';

test('a second device asks before it takes the paper over, and the first is told and saves nothing more', async ({
  browser,
  owner,
  baseURL,
}) => {
  const who = await newExaminee(owner);
  const first = await openDevice(browser, owner, who, baseURL ?? '');
  const desk = await first.newPage();
  await enterRoom(desk);
  await option(desk, 0).check();
  await expectSaved(desk);

  const second = await openDevice(browser, owner, who, baseURL ?? '');
  const phone = await second.newPage();
  await phone.goto(desk.url());
  await expect(phone.getByRole('alertdialog', { name: '考试正在另一台设备上进行' })).toBeVisible();
  await phone.getByRole('button', { name: '在本设备继续' }).click();
  await expectItem(phone, 1);
  await expect(option(phone, 0)).toBeChecked();
  await goTo(phone, 2);
  await option(phone, 1).check();
  await expectSaved(phone);

  await goTo(desk, 2);
  await option(desk, 2).check();
  await expect(desk.getByRole('alertdialog', { name: '考试已在另一台设备上继续' })).toBeVisible();
  await expect(desk.getByRole('article')).toHaveCount(0);
  await phone.reload();
  await expectItem(phone, 2);
  await expect(option(phone, 1)).toBeChecked();

  await desk.getByRole('button', { name: '在本设备继续' }).click();
  await expectItem(desk, 2);
  await option(desk, 3).check();
  await expectSaved(desk);
  await phone.reload();
  await expect(phone.getByRole('alertdialog', { name: '考试正在另一台设备上进行' })).toBeVisible();
  await first.close();
  await second.close();
});

test('of two tabs the later one has the paper, and the earlier one can take it back', async ({
  browser,
  owner,
  baseURL,
}) => {
  const device = await openDevice(browser, owner, await newExaminee(owner), baseURL ?? '');
  const early = await device.newPage();
  await enterRoom(early);
  const late = await device.newPage();
  await late.goto(early.url());
  await expectItem(late, 1);
  await expect(early.getByRole('alertdialog', { name: '试卷已在另一个标签页打开' })).toBeVisible();
  await option(late, 1).check();
  await expectSaved(late);
  await early.getByRole('button', { name: '在本页继续' }).click();
  await expect(option(early, 1)).toBeChecked();
  await expect(late.getByRole('alertdialog', { name: '试卷已在另一个标签页打开' })).toBeVisible();
  await device.close();
});

test('a log-in that ended keeps the answers and leads back into the room', async ({ browser, owner, baseURL }) => {
  const who = await newExaminee(owner);
  const device = await openDevice(browser, owner, who, baseURL ?? '');
  const page = await device.newPage();
  await enterRoom(page);
  await owner`update sessions set ended_at = app_now() where account_id = ${who.accountId}`;
  await option(page, 1).check();
  await expect(page.getByRole('alertdialog', { name: '登录已失效' })).toBeVisible();
  const login = await page.getByRole('link', { name: '重新登录并继续作答' }).getAttribute('href');
  const target = new URL(login ?? '', baseURL).searchParams.get('callbackUrl');
  expect(target).toBe(new URL(page.url()).pathname + new URL(page.url()).search);
  const again = await openDevice(browser, owner, who, baseURL ?? '');
  await device.addCookies(await again.cookies());
  await page.goto(target ?? '');
  await page.getByRole('button', { name: '在本设备继续' }).click();
  await expect(option(page, 1)).toBeChecked();
  await expectSaved(page);
  await again.close();
  await device.close();
});
