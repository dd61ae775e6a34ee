import { expect, type Page } from '@playwright/test';
import type { Role } from '#domain/access/roles.ts';
import { startExam } from './support/exam.ts';
import { expectNoAxeViolations, expectNoSidewaysScroll, test } from './support/test.ts';

const STOPS: readonly { readonly role: Role | null; readonly paths: readonly string[] }[] = [
  {
    role: null,
    paths: [
      '/',
      '/learn',
      '/learn/m6-ai',
      '/learn/laws',
      `/learn/laws/${encodeURIComponent('保密法')}?from=2010&to=2024`,
      '/learn/rules',
      '/learn/review/m6',
      '/practice',
      '/practice/m6-ai',
      '/exams',
      '/me',
      '/me/cases',
      '/me/notices',
      '/me/sessions',
      '/password',
    ],
  },
  {
    role: 'hr',
    paths: [
      '/',
      '/todo',
      '/hr',
      '/hr/people',
      '/hr/people?status=not-done',
      '/hr/plans',
      '/hr/cases',
      '/hr/cases/new?kind=entry',
      '/hr/posts',
      '/hr/sessions',
      '/hr/corrections',
    ],
  },
  { role: 'leader', paths: ['/', '/todo', '/hr'] },
  { role: 'unit-officer', paths: ['/hr', '/hr/people'] },
  {
    role: 'office',
    paths: [
      '/office',
      '/office/items',
      '/office/policies',
      '/office/policies/lifecycle',
      '/office/certificates',
      '/office/coverage',
      '/office/deliveries',
    ],
  },
  { role: 'sysadmin', paths: ['/', '/admin'] },
  { role: 'secadmin', paths: ['/admin'] },
  { role: 'auditor', paths: ['/admin'] },
];

async function look(page: Page, path: string): Promise<void> {
  const answer = await page.goto(path);
  expect([path, answer?.status()]).toEqual([path, 200]);
  await expect(page.getByRole('heading', { level: 1 }).first(), path).toBeVisible();
  await expect(page.getByText('本系统为非涉密系统，严禁存储、处理、传输国家秘密').first(), path).toBeAttached();
  await page.waitForLoadState('networkidle');
  await expectNoSidewaysScroll(page);
  await expectNoAxeViolations(page);
}

test('the public pages fit the screen and everybody can read them', async ({ page }) => {
  for (const path of ['/login', '/verify']) await look(page, path);
});

for (const { role, paths } of STOPS) {
  test(`the pages of ${role ?? 'an employee'} fit the screen and everybody can read them`, async ({
    page,
    loginAs,
  }) => {
    test.setTimeout(120_000);
    await loginAs(page, role);
    for (const path of paths) await look(page, path);
  });
}

test('a person in the files of 人事, and a page that is not there', async ({ page, loginAs, owner, watched }) => {
  watched.allowStatus(404);
  await loginAs(page, 'hr');
  const [person] = await owner<
    { id: string }[]
  >`select person_id as id from plan_assignments order by assigned_at, person_id limit 1`;
  await look(page, `/hr/people/${person?.id}`);
  const missing = await page.goto('/no-such-page');
  expect(missing?.status()).toBe(404);
  await expectNoSidewaysScroll(page);
  await expectNoAxeViolations(page);
});

test('the exam room fits the screen, light and dark', async ({ page, freshEmployee, owner }) => {
  const who = await freshEmployee();
  const { attemptId } = await startExam(page, owner, who);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto(`/exam/room?attempt=${attemptId}`);
    await expect(page.getByRole('heading').first()).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectNoAxeViolations(page);
  }
});
