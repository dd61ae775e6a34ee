import { type Browser, type BrowserContext, expect, type Locator, type Page } from '@playwright/test';
import type { Sql } from 'postgres';
import { type Employee, finishStudies, newEmployee, newSession } from './support/people.ts';

export const ANSWERS = '**/api/v1/attempts/*/answers/*';

/** A browser of its own with a log-in of its own, as another machine would be; nothing in it is watched for errors. */
export async function openDevice(browser: Browser, owner: Sql, who: Employee, url: string): Promise<BrowserContext> {
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1366, height: 768 }, locale: 'zh-CN' });
  const value = await newSession(owner, who.accountId);
  await context.addCookies([{ name: 'shoumi-session', value, url, httpOnly: true, sameSite: 'Lax' }]);
  return context;
}

/** A person who owes nothing but the exam. */
export async function newExaminee(owner: Sql): Promise<Employee> {
  const who = await newEmployee(owner);
  await finishStudies(owner, who);
  return who;
}

/** From the list of exams through the rules into the room. */
export async function enterRoom(page: Page): Promise<void> {
  await page.goto('/exams');
  await page.getByRole('button', { name: '开始考试' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: '开始考试' }).click();
  await expectItem(page, 1);
}

export async function expectItem(page: Page, position: number): Promise<void> {
  await expect(page.getByRole('heading', { level: 2, name: new RegExp(`^第 ${position} 题`) })).toBeVisible();
}

export async function goTo(page: Page, position: number): Promise<void> {
  const sheet = page.getByRole('complementary', { name: '答题卡' });
  await sheet.getByRole('button', { name: new RegExp(`^第 ${position} 题，`) }).click();
  await expectItem(page, position);
}

export const option = (page: Page, index: number): Locator => page.getByRole('article').getByRole('radio').nth(index);

export async function expectSaved(page: Page): Promise<void> {
  await expect(page.getByTestId('save-state')).toHaveText(/^已保存 \d{2}:\d{2}:\d{2}$/);
}

export async function expectUnsaved(page: Page, count: number): Promise<void> {
  await expect(page.getByTestId('save-state')).toHaveText(`未保存（${count} 处）`);
}

/** Through both questions of the hand-in to the result. */
export async function handIn(page: Page): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: '交卷' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '交卷', exact: true }).click();
  await dialog.getByRole('button', { name: '确认交卷' }).click();
  await expectResult(page);
}

export async function expectResult(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/exam\/result\?attempt=/, { timeout: 20_000 });
  await expect(page.getByText(/^(合格|未合格)$/)).toBeVisible({ timeout: 20_000 });
}

/** What the browser keeps of the exam: the positions in its journal. */
export async function journalled(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const known = await indexedDB.databases();
    if (!known.some(({ name }) => name === 'shoumi')) return [];
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('shoumi');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const rows = await new Promise<{ position: number }[]>((resolve, reject) => {
      const request = db.transaction('unsaved-answers').objectStore('unsaved-answers').getAll();
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    db.close();
    return rows.map((row) => row.position);
  });
}
