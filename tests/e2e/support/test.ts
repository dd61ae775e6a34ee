import AxeBuilder from '@axe-core/playwright';
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import type { Sql } from 'postgres';
import type { Role } from '#domain/access/roles.ts';
import { type TestClock, testClock } from '#tests/support/test-clock.ts';
import { openOwner } from './database.ts';
import { DEMO_PASSWORD, demoAccount, type Employee, newEmployee, newSession } from './people.ts';
import { type Watch, watch } from './watch.ts';

type Cookies = Awaited<ReturnType<BrowserContext['cookies']>>;

type PerTest = {
  /** Signs a person in through the form; a session made earlier in the run is used again while it lives. */
  readonly login: (page: Page, employeeNo: string, password?: string) => Promise<void>;
  readonly loginAs: (page: Page, role: Role | null) => Promise<{ employeeNo: string; name: string }>;
  /** A new person whose session is already in the browser of this test. */
  readonly freshEmployee: () => Promise<Employee>;
  readonly watched: Watch;
};

type PerWorker = { readonly owner: Sql; readonly clock: TestClock; readonly sessions: Map<string, Cookies> };

export const test = base.extend<PerTest, PerWorker>({
  owner: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a function needs from its pattern
    async ({}, use) => {
      const owner = openOwner();
      await use(owner);
      await owner.end({ timeout: 5 });
    },
    { scope: 'worker' },
  ],
  clock: [async ({ owner }, use) => use(testClock(owner)), { scope: 'worker' }],
  // biome-ignore lint/correctness/noEmptyPattern: see above
  sessions: [async ({}, use) => use(new Map()), { scope: 'worker' }],
  watched: [
    async ({ context }, use) => {
      const watched = watch(context);
      await use(watched);
      expect(watched.complaints(), 'errors in the browser').toEqual([]);
    },
    { auto: true },
  ],
  login: async ({ sessions }, use) =>
    use(async (page, employeeNo, password = DEMO_PASSWORD) => {
      const known = sessions.get(employeeNo);
      if (known) {
        await page.context().addCookies(known);
        if ((await page.request.get('/api/v1/account/sessions')).ok()) return;
      }
      await signInByForm(page, employeeNo, password);
      await expect(page).not.toHaveURL(/\/login/);
      sessions.set(employeeNo, await page.context().cookies());
    }),
  loginAs: async ({ owner, login }, use) =>
    use(async (page, role) => {
      const account = await demoAccount(owner, role);
      await login(page, account.employeeNo);
      return account;
    }),
  freshEmployee: async ({ owner, context, baseURL }, use) =>
    use(async () => {
      const who = await newEmployee(owner);
      const value = await newSession(owner, who.accountId);
      await context.addCookies([
        { name: 'shoumi-session', value, url: baseURL ?? '', httpOnly: true, sameSite: 'Lax' },
      ]);
      return who;
    }),
});

/** Fills in the log-in form; what follows is the test's to expect. */
export async function signInByForm(page: Page, employeeNo: string, password: string): Promise<void> {
  if (!page.url().includes('/login')) await page.goto('/login');
  await page.getByLabel('工号', { exact: true }).fill(employeeNo);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
}

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Zero violations of WCAG 2.2 AA on the page as it is now. */
export async function expectNoAxeViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
  const told = violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary}`),
  );
  expect(told, `accessibility of ${page.url()}`).toEqual([]);
}

/** Nothing sticks out to the side: a phone never has to scroll sideways. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const [content, window_] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  expect(content, `width of ${page.url()}`).toBeLessThanOrEqual(window_ ?? 0);
}

const ORIGIN = `http://127.0.0.1:${process.env.PORT}`;

/** Calls the API with the cookies of the page, as one of our own pages would. */
export function callApi(page: Page, method: 'GET' | 'POST' | 'PUT', url: string, data: unknown = {}) {
  if (method === 'GET') return page.request.get(url);
  return page.request.fetch(url, {
    method,
    headers: { origin: ORIGIN, 'content-type': 'application/json' },
    data: JSON.stringify(data),
  });
}
