import { expect, type Page } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { callApi, test } from './support/test.ts';

/** A figure that counts what its list holds: a tile (应训 246 人次 …), a bar (…：还差 15) or a bare number. */
const COUNTED = /^(?:应训|已达标|逾期|.*：已达标|.*：还差)?\s*([\d,]+)(?:\s*人次.*)?$/;

/** Number and address of every figure on the dashboard that leads to a list. */
async function figures(page: Page): Promise<{ count: number; href: string }[]> {
  await expect(page.getByRole('heading', { level: 1 })).toContainText('培训看板');
  const all = await page
    .locator('main a[href^="/hr/people?"]')
    .evaluateAll((nodes) =>
      nodes.map((node) => ({ text: node.textContent?.trim() ?? '', href: node.getAttribute('href') ?? '' })),
    );
  return all.flatMap(({ text, href }) => {
    const count = COUNTED.exec(text)?.[1];
    return count ? [{ count: Number(count.replaceAll(',', '')), href }] : [];
  });
}

/** How many rows a list says it has; its pages load one after the other, so wait for the sum. */
async function listed(page: Page): Promise<number> {
  const sum = page
    .locator('main')
    .getByText(/共\s*[\d,]+|没有符合/)
    .first();
  const text = (await sum.textContent()) ?? '';
  return Number(/共\s*([\d,]+)/.exec(text)?.[1]?.replaceAll(',', '') ?? 0);
}

/** The rows of the first sheet of a workbook, and all its text. */
function readWorkbook(file: Uint8Array): { rows: number; text: string } {
  const parts = unzipSync(file);
  const xml = Object.entries(parts)
    .filter(([name]) => /sheet1\.xml$|sharedStrings\.xml$/.test(name))
    .map(([, bytes]) => strFromU8(bytes))
    .join('');
  return { rows: (xml.match(/<row /g) ?? []).length, text: xml };
}

test('every figure of 人事 leads to a list of exactly that length', async ({ page, loginAs }) => {
  await loginAs(page, 'hr');
  await page.goto('/hr');
  const all = await figures(page);
  expect(all.length).toBeGreaterThan(15);
  expect(all.some(({ count }) => count > 0)).toBe(true);
  const different = [...new Map(all.map((figure) => [figure.href, figure])).values()].slice(0, 12);
  for (const { count, href } of different) {
    await page.goto(href);
    expect([href, await listed(page)]).toEqual([href, count]);
  }
});

test('the workbook holds as many people as the list and no formula', async ({ page, loginAs }) => {
  await loginAs(page, 'hr');
  await page.goto('/hr/people');
  const total = await listed(page);
  const answer = await page.request.get('/api/v1/hr/people.xlsx');
  expect(answer.headers()['content-disposition']).toContain('attachment');
  const { rows, text } = readWorkbook(await answer.body());
  expect(rows).toBeGreaterThanOrEqual(total);
  expect(text).not.toContain('<f>');
  expect(text).toContain('非涉密');
});

test('a 部门保密员 sees the own subtree, in figures, lists, search, files and addresses', async ({
  page,
  loginAs,
  owner,
  watched,
}) => {
  watched.allowStatus(404);
  const officer = await loginAs(page, 'unit-officer');
  const [bounds] = await owner<{ inside: number; strangerId: string; stranger: string }[]>`
    with own as (select c.descendant_id as id from accounts a join account_roles r on r.account_id = a.id and r.role = 'unit-officer'
      join unit_closure c on c.ancestor_id = r.unit_id where a.employee_no = ${officer.employeeNo}),
    placed as (select p.id, p.name, x.unit_id in (select id from own) as is_inside from people p
      join person_assignments x on x.person_id = p.id and x.valid_to is null)
    select (select count(*)::int from placed where is_inside) as inside,
      o.id as "strangerId", o.name as stranger from placed o
    where not o.is_inside and not exists (select 1 from placed i where i.is_inside and i.name = o.name) limit 1`;
  expect(bounds?.inside).toBeGreaterThan(0);
  await page.goto('/hr');
  expect(await page.locator('main').textContent()).not.toContain(bounds?.stranger);
  await page.goto(`/hr/people?q=${encodeURIComponent(bounds?.stranger ?? '')}`);
  expect(await listed(page)).toBe(0);
  const file = await page.request.get('/api/v1/hr/people.xlsx');
  expect(readWorkbook(await file.body()).text).not.toContain(bounds?.stranger);
  const personal = await page.request.get(`/hr/people/${bounds?.strangerId}`);
  expect(await personal.text()).not.toContain(bounds?.stranger);
  expect(personal.status()).toBe(404);
  const reminded = await callApi(page, 'POST', '/api/v1/hr/reminders', {
    personIds: [bounds?.strangerId],
    planKind: 'annual-all',
    year: 2026,
  });
  expect([403, 404, 200]).toContain(reminded.status());
  const [notices] = await owner<{ n: number }[]>`select count(*)::int as n from audit_events
    where action like '%remind%' and outcome = 'done' and detail::text like ${`%${bounds?.strangerId}%`}`;
  expect(notices?.n).toBe(0);
});
