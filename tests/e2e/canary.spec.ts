import { randomBytes } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { Sql } from 'postgres';
import { startExam } from './support/exam.ts';
import { callApi, test } from './support/test.ts';

const CANARY = `KENARI${randomBytes(6).toString('hex')}`;
const ROOT = join(import.meta.dirname, '../..');

/** Changes keys past the guard that keeps even the owner from it. */
function changeKeys(owner: Sql, change: (tx: Sql) => PromiseLike<readonly unknown[]>): Promise<number> {
  return owner.begin(async (tx) => {
    await tx`alter table item_keys disable trigger item_keys_append_only`;
    const rows = await change(tx as unknown as Sql);
    await tx`alter table item_keys enable trigger item_keys_append_only`;
    return rows.length;
  });
}

/** Puts the word into every explanation and every reason; what tells right from wrong stays as it was. */
const plant = (owner: Sql) =>
  changeKeys(
    owner,
    (tx) => tx`
      update item_keys k set key = regexp_replace(k.key::text, '("(?!type")[A-Za-z0-9]+": ")', ${`\\1${CANARY}`}, 'g')::jsonb
      from item_versions v where v.item_id = k.item_id and v.version = k.version and v.pool = 'exam' returning k.item_id`,
  );

const remove = (owner: Sql) =>
  changeKeys(
    owner,
    (tx) => tx`
      update item_keys set key = replace(key::text, ${CANARY}, '')::jsonb where key::text like ${`%${CANARY}%`} returning item_id`,
  );

/** Text of an address as a page, as React's own payload, and as what a prefetch would get. */
async function everyForm(page: Page, path: string): Promise<string> {
  const plain = await page.request.get(path);
  const flight = await page.request.get(path, { headers: { RSC: '1' } });
  const prefetch = await page.request.get(path, { headers: { RSC: '1', 'next-router-prefetch': '1' } });
  const all = await Promise.all([plain, flight, prefetch].map((answer) => answer.text()));
  return all.join('\n');
}

test('no key and no explanation of the exam reaches the browser before release', async ({
  page,
  owner,
  freshEmployee,
  loginAs,
}) => {
  test.setTimeout(120_000);
  expect(await plant(owner)).toBeGreaterThan(50);
  try {
    const bodies: string[] = [];
    page.on('response', (response) => {
      response.text().then(
        (text) => bodies.push(text),
        () => undefined,
      );
    });
    const who = await freshEmployee();
    const attempt = await startExam(page, owner, who);
    await page.goto(`/exam/room?attempt=${attempt.attemptId}`);
    await page.waitForLoadState('networkidle');
    const base = `/api/v1/attempts/${attempt.attemptId}`;
    const answers = [
      await callApi(page, 'GET', base),
      await callApi(page, 'GET', '/api/v1/exams'),
      await callApi(page, 'PUT', `${base}/answers/1`, { seq: 1, response: { type: 'fill', texts: ['x'] } }),
      await callApi(page, 'POST', `${base}/events`, { kind: 'left-page' }),
      await callApi(page, 'POST', `${base}/take-over`),
      await callApi(page, 'POST', `${base}/submit`),
      await callApi(page, 'GET', `${base}/result`),
    ];
    for (const answer of answers) bodies.push(await answer.text());
    for (const path of [
      '/',
      '/exams',
      '/exam/room',
      `/exam/result?attempt=${attempt.attemptId}`,
      '/learn',
      '/learn/m6-ai',
      '/practice',
      '/practice/m6-ai',
      '/me',
    ]) {
      bodies.push(await everyForm(page, path));
    }
    await page.goto(`/exam/result?attempt=${attempt.attemptId}`);
    await page.waitForLoadState('networkidle');
    await page.context().clearCookies();
    await loginAs(page, 'hr');
    for (const path of ['/hr', '/hr/people', `/hr/people/${who.personId}`]) bodies.push(await everyForm(page, path));
    expect(bodies.length).toBeGreaterThan(20);
    expect(bodies.filter((body) => body.includes(CANARY)).map((body) => body.slice(0, 300))).toEqual([]);
  } finally {
    await remove(owner);
  }
});

test('no question of the exam stands in what the build ships to browsers', async ({ owner }) => {
  const stems = await owner<
    { stem: string }[]
  >`select body ->> 'stem' as stem from item_versions where is_current and pool = 'exam'`;
  const files = globSync('.next/static/**/*.{js,css,json,txt}', { cwd: ROOT });
  expect(files.length).toBeGreaterThan(5);
  const shipped = files.map((file) => readFileSync(join(ROOT, file), 'utf8')).join('\n');
  expect(stems.length).toBeGreaterThan(50);
  expect(stems.filter(({ stem }) => stem && shipped.includes(stem.slice(0, 30)))).toEqual([]);
});
