import { expect } from '@playwright/test';
import { DEMO_PASSWORD } from './support/people.ts';
import { expectNoAxeViolations, signInByForm, test } from './support/test.ts';

const NEW_PASSWORD = 'Grey-walnut-river-77';

test('logging in leads to the page that was asked for, and the cookie is closed to scripts', async ({
  page,
  freshEmployee,
  context,
}) => {
  const who = await freshEmployee();
  await context.clearCookies();
  await page.goto('/exams');
  await expect(page).toHaveURL(/\/login\?callbackUrl=%2Fexams/);
  await expectNoAxeViolations(page);
  await signInByForm(page, who.employeeNo, DEMO_PASSWORD);
  await expect(page).toHaveURL(/\/exams$/);
  await expect(page.getByRole('heading', { level: 1, name: '考试' })).toBeVisible();
  const session = (await context.cookies()).find(({ name }) => name === 'shoumi-session');
  expect(session).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
  expect(await page.evaluate(() => document.cookie)).not.toContain('shoumi-session');
});

test('leads nowhere outside this site', async ({ page, freshEmployee, context, baseURL }) => {
  const who = await freshEmployee();
  await context.clearCookies();
  await page.goto(`/login?callbackUrl=${encodeURIComponent('//evil.example/x')}`);
  await signInByForm(page, who.employeeNo, DEMO_PASSWORD);
  await expect(page).toHaveURL(`${baseURL}/`);
});

test('a wrong password, an unknown and a disabled account read the same', async ({
  page,
  freshEmployee,
  context,
  owner,
  watched,
}) => {
  watched.allowStatus(401);
  const who = await freshEmployee();
  const off = await freshEmployee();
  await context.clearCookies();
  await owner`update accounts set status = 'disabled' where id = ${off.accountId}`;
  const told: string[] = [];
  for (const [no, password] of [
    [who.employeeNo, 'wrong'],
    ['NOBODY-HERE', DEMO_PASSWORD],
    [off.employeeNo, DEMO_PASSWORD],
  ] as const) {
    await page.goto('/login');
    await signInByForm(page, no, password);
    const alert = page.getByRole('alert').filter({ hasText: '没有登录' });
    await expect(alert).toBeVisible();
    told.push(((await alert.textContent()) ?? '').trim());
  }
  expect(new Set(told).size).toBe(1);
  await expect(page.getByLabel('密码', { exact: true })).toHaveValue('');
  await expect(page.getByLabel('工号', { exact: true })).toHaveValue(off.employeeNo);
});

test('after five failures the right password has to wait too', async ({ page, freshEmployee, context, watched }) => {
  watched.allowStatus(401, 429);
  const who = await freshEmployee();
  await context.clearCookies();
  await page.goto('/login');
  for (let no = 0; no < 5; no += 1) {
    const answer = page.waitForResponse(/callback\/credentials/);
    await signInByForm(page, who.employeeNo, 'wrong');
    await answer;
  }
  await signInByForm(page, who.employeeNo, DEMO_PASSWORD);
  await expect(page.getByRole('alert').first()).toBeVisible();
  await expect(page).toHaveURL(/\/login/);
});

test('an initial password opens nothing until it is changed; the old one and other devices are out', async ({
  page,
  freshEmployee,
  context,
  owner,
  browser,
  watched,
}) => {
  watched.allowStatus(401);
  const who = await freshEmployee();
  const elsewhere = await browser.newContext({ storageState: await context.storageState() });
  await context.clearCookies();
  await owner`update accounts set must_change_password = true where id = ${who.accountId}`;
  await page.goto('/login');
  await signInByForm(page, who.employeeNo, DEMO_PASSWORD);
  await expect(page).toHaveURL(/\/password$/);
  await expectNoAxeViolations(page);
  for (const path of ['/', '/learn', '/exams', '/me']) {
    await page.goto(path);
    await expect(page).toHaveURL(/\/password$/);
  }
  await page.getByLabel('当前密码', { exact: true }).fill(DEMO_PASSWORD);
  await page.getByLabel('新密码', { exact: true }).fill(NEW_PASSWORD);
  await page.getByLabel('再输入一次新密码', { exact: true }).fill(NEW_PASSWORD);
  await page.getByRole('button', { name: '修改密码' }).click();
  await expect(page).toHaveURL(/\/$/);
  expect((await elsewhere.request.get('/api/v1/account/sessions')).status()).toBe(401);
  await elsewhere.close();
  await context.clearCookies();
  await page.goto('/login');
  await signInByForm(page, who.employeeNo, DEMO_PASSWORD);
  await expect(page.getByRole('alert').filter({ hasText: '没有登录' })).toBeVisible();
  await signInByForm(page, who.employeeNo, NEW_PASSWORD);
  await expect(page).toHaveURL(/\/$/);
});

test('logging out ends the session for a copy of the cookie as well', async ({
  page,
  freshEmployee,
  context,
  browser,
}) => {
  await freshEmployee();
  await page.goto('/');
  const copy = await browser.newContext({ storageState: await context.storageState() });
  expect((await copy.request.get('/api/v1/exams')).status()).toBe(200);
  await page.getByRole('button', { name: '个人菜单' }).click();
  await page.getByRole('button', { name: '退出登录' }).click();
  await expect(page).toHaveURL(/\/login/);
  expect((await copy.request.get('/api/v1/exams')).status()).toBe(401);
  const replayed = await copy.request.get('/exams', { maxRedirects: 0 });
  expect(await replayed.text()).not.toContain('安全保密知识');
  await copy.close();
  await page.goto('/me');
  await expect(page).toHaveURL(/\/login/);
});
