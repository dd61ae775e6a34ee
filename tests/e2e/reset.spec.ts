import { expect } from '@playwright/test';
import { DEMO_PASSWORD } from './support/people.ts';
import { expectNoAxeViolations, expectNoSidewaysScroll, signInByForm, test } from './support/test.ts';

const NEW_PASSWORD = 'Amber-kettle-river-42';

test('a forgotten password is set anew by its owner after the 系统管理员 confirmed the code', async ({
  page,
  freshEmployee,
  context,
  browser,
  loginAs,
}) => {
  const who = await freshEmployee();
  const elsewhere = await browser.newContext({ storageState: await context.storageState() });
  await context.clearCookies();
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/login');
  await page.getByRole('link', { name: '忘记密码' }).click();
  await expect(page).toHaveURL(/\/reset$/);
  await page.getByLabel('工号', { exact: true }).fill(who.employeeNo);
  await expectNoAxeViolations(page);
  await page.getByRole('button', { name: '获取核验码' }).click();

  const shown = page.getByText(/^[A-Z2-9]{4}-[A-Z2-9]{4}$/);
  const code = (await shown.textContent()) ?? '';
  await expectNoAxeViolations(page);
  await expectNoSidewaysScroll(page);
  await page.reload();
  await expect(shown).toHaveText(code);

  const office = await browser.newContext();
  const desk = await office.newPage();
  await loginAs(desk, 'sysadmin');
  await desk.goto('/admin');
  await desk.getByLabel('工号', { exact: true }).fill(who.employeeNo);
  await desk.getByLabel('核验码', { exact: true }).fill(code);
  await desk.getByRole('button', { name: '确认重置' }).click();
  await expect(desk.getByText('请写明核对身份的方式')).toBeVisible();
  await desk.getByLabel('核对身份的方式', { exact: true }).fill('当面核对工作证');
  await expectNoAxeViolations(desk);
  await desk.getByRole('button', { name: '确认重置' }).click();
  await expect(desk.getByText('已确认，请本人在自己的页面上设置新密码')).toBeVisible();
  await office.close();

  await page.getByLabel('新密码', { exact: true }).fill(NEW_PASSWORD);
  await expectNoAxeViolations(page);
  await expectNoSidewaysScroll(page);
  await page.getByLabel('再输入一次新密码', { exact: true }).fill(NEW_PASSWORD);
  await page.getByRole('button', { name: '设置新密码' }).click();
  await expect(page).toHaveURL(/\/login\?notice=password-reset$/);
  await expect(page.getByText('新密码已设置')).toBeVisible();
  expect((await context.cookies()).map(({ name }) => name)).not.toContain('shoumi-reset');
  expect((await elsewhere.request.get('/api/v1/account/sessions')).status()).toBe(401);
  await elsewhere.close();
  await signInByForm(page, who.employeeNo, NEW_PASSWORD);
  await expect(page).toHaveURL(/\/$/);
});

test('a wrong code is refused in words, and the page of the person goes on waiting', async ({
  page,
  freshEmployee,
  context,
  browser,
  loginAs,
}) => {
  const who = await freshEmployee();
  await context.clearCookies();
  await page.goto('/reset');
  await page.getByLabel('工号', { exact: true }).fill(who.employeeNo);
  await page.getByRole('button', { name: '获取核验码' }).click();
  await expect(page.getByRole('heading', { name: '您的核验码' })).toBeFocused();

  const office = await browser.newContext();
  const desk = await office.newPage();
  await loginAs(desk, 'sysadmin');
  await desk.goto('/admin');
  await desk.getByLabel('工号', { exact: true }).fill(who.employeeNo);
  await desk.getByLabel('核验码', { exact: true }).fill('AAAA-AAAA');
  await desk.getByLabel('核对身份的方式', { exact: true }).fill('当面核对工作证');
  await desk.getByRole('button', { name: '确认重置' }).click();
  await expect(desk.getByRole('alert').filter({ hasText: '核验码不正确或已过期' })).toBeVisible();
  await office.close();
  await expect(page.getByText('正在等待确认')).toBeVisible();
  await page.goto('/login');
  await signInByForm(page, who.employeeNo, DEMO_PASSWORD);
  await expect(page).toHaveURL(/\/$/);
});
