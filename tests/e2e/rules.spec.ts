import { expect } from '@playwright/test';
import { test } from './support/test.ts';

test('the rules are searched and narrowed down, and the address asks for the same again', async ({ page, loginAs }) => {
  await loginAs(page, null);
  await page.goto('/learn/rules');
  const cards = page.locator('main').getByRole('heading', { level: 3 });
  await expect(cards).toHaveCount(37);
  await page.getByRole('search').getByText('手机 7').click();
  await expect(cards).toHaveCount(7);
  await page.getByRole('searchbox', { name: '搜索' }).fill('充电');
  await expect(cards).toHaveCount(1);
  await expect(page).toHaveURL(/q=.+&group=/);
  await page.reload();
  await expect(cards).toHaveCount(1);
  await page.getByRole('button', { name: '清除条件' }).click();
  await expect(cards).toHaveCount(37);
});

test('a citation opens its article beside the rule', async ({ page, loginAs }) => {
  await loginAs(page, null);
  await page.goto('/learn/rules');
  await page.locator('#jsj-01').getByRole('link', { name: '《保密法》第三十一条第（一）项' }).click();
  await expect(page.getByRole('dialog')).toContainText('接入互联网及其他公共信息网络');
});

test('without JavaScript the rules are there to read and the form still narrows them down', async ({
  page,
  loginAs,
  browser,
  baseURL,
}) => {
  await loginAs(page, null);
  const plain = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL ?? '' });
  await plain.addCookies(await page.context().cookies());
  const reader = await plain.newPage();
  await reader.goto('/learn/rules');
  const cards = reader.locator('main').getByRole('heading', { level: 3 });
  await expect(cards).toHaveCount(37);
  await reader.getByRole('searchbox', { name: '搜索' }).fill('充电');
  await reader.getByRole('button', { name: '查询' }).click();
  await expect(cards).not.toHaveCount(37);
  await expect(reader.locator('#sj-04')).toBeVisible();
  await plain.close();
});
