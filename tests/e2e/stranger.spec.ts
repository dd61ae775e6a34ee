import { expect } from '@playwright/test';
import { OPERATIONS, PAGES } from '#server/policies.ts';
import { passExam, startExam } from './support/exam.ts';
import { finishStudies } from './support/people.ts';
import { callApi, test } from './support/test.ts';

const ADMINS = ['sysadmin', 'secadmin', 'auditor'] as const;
/** Prerendered without data; they ask the API, which refuses. */
const SHELLS = ['/exam/room', '/exam/result'];

type Who = (typeof ADMINS)[number] | 'hr' | 'office' | 'unit-officer' | null;

function mayOpen(path: string, role: Who): boolean {
  const { who } = OPERATIONS[PAGES[path] ?? 'health.read'];
  if (typeof who === 'object') return who.anyRole.some((one) => one === role);
  return who !== 'person' || !ADMINS.some((admin) => admin === role);
}

const pages = Object.keys(PAGES).filter((path) => !path.includes('[') && !SHELLS.includes(path) && path !== '/login');

test('without a log-in every page but the public ones leads to the log-in', async ({ page }) => {
  for (const path of pages.filter((one) => OPERATIONS[PAGES[one] ?? 'health.read'].who !== 'anyone')) {
    const answer = await page.request.get(path, { maxRedirects: 0 });
    const body = await answer.text();
    expect([path, answer.headers().location?.startsWith('/login') || body.includes('/login?callbackUrl=')]).toEqual([
      path,
      true,
    ]);
  }
});

for (const role of [null, 'hr', 'office', 'unit-officer', ...ADMINS] as const) {
  test(`${role ?? 'an employee'} opens exactly the pages of the own post`, async ({ page, loginAs }) => {
    await loginAs(page, role);
    for (const path of pages) {
      const status = (await page.request.get(path)).status();
      expect([path, status]).toEqual([path, mayOpen(path, role) ? 200 : 404]);
    }
  });
}

test("an employee reaches nothing of a colleague's by address", async ({
  page,
  browser,
  owner,
  freshEmployee,
  loginAs,
}) => {
  const who = await freshEmployee();
  await finishStudies(owner, who);
  const certificateId = await passExam(page, owner, who);
  const [attempt] = await owner<{ id: string }[]>`select id from attempts where person_id = ${who.personId}`;
  const [session] = await owner<{ id: string }[]>`select id from sessions where account_id = ${who.accountId}`;
  const other = await browser.newPage();
  await loginAs(other, null);
  for (const path of [
    `/me/certificates/${certificateId}`,
    `/hr/people/${who.personId}`,
    `/api/v1/attempts/${attempt?.id}`,
    `/api/v1/attempts/${attempt?.id}/result`,
    `/api/v1/certificates/${certificateId}/pdf`,
    `/api/v1/certificates/${certificateId}/signed`,
  ]) {
    const answer = await other.request.get(path);
    expect([path, answer.status()]).toEqual([path, 404]);
    expect([path, (await answer.text()).includes(who.name)]).toEqual([path, false]);
  }
  const ended = await callApi(other, 'POST', `/api/v1/account/sessions/${session?.id}/end`);
  expect(ended.status()).toBe(404);
  await other.close();
  expect((await page.request.get('/api/v1/exams')).status()).toBe(200);
});

test('an administrator sees no paper of anybody', async ({ page, browser, owner, freshEmployee, loginAs }) => {
  const who = await freshEmployee();
  const { attemptId } = await startExam(page, owner, who);
  for (const role of ADMINS) {
    const other = await browser.newPage();
    await loginAs(other, role);
    expect([role, (await other.request.get(`/api/v1/attempts/${attemptId}`)).status()]).toEqual([role, 403]);
    await other.close();
  }
});
