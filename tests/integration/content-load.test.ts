import { afterEach, expect, test } from 'vitest';
import { ensureAnnualExams } from '#db/dal/content.ts';
import { loadContent } from '#server/content/load-into-database.ts';
import { type Content, contentRoot, readContent } from '#server/content/read-content.ts';
import type { ParsedItem } from '#server/content/read-items.ts';
import { examPool, forgetBank } from '#server/operations/exam/bank.ts';
import { createTestDatabase } from '#tests/support/test-database.ts';

const { db, owner } = await createTestDatabase();
const { content: all } = readContent(contentRoot());
const zone = 'Asia/Shanghai';

afterEach(async () => {
  await loadContent({ all, zone });
});

function withItems(change: (items: Map<string, ParsedItem>) => void): Content {
  const items = new Map(all.items);
  change(items);
  return { ...all, items };
}

function first(): ParsedItem {
  const [item] = [...all.items.values()].filter((i) => i.source.type === 'single' && i.source.pool === 'exam');
  if (!item) throw new Error('no single-choice exam question');
  return item;
}

const nothing = { added: 0, restored: 0, retired: 0 };

test('the first load writes every file, a second one nothing', async () => {
  const report = await loadContent({ all, zone });
  expect(report.items.added).toBe(all.items.size);
  expect(report.lessons.added).toBe(all.lessons.size);
  const again = await loadContent({ all, zone });
  expect(again).toMatchObject({ lessons: nothing, items: nothing, blueprints: nothing, policies: nothing });
});

test('what a candidate may read holds no key, reason or explanation', async () => {
  const rows = await owner<{ body: string; why: string | null; explanation: string }[]>`
    select v.body::text as body, k.key->'why'->>'a' as why, k.key->>'explanation' as explanation
    from item_versions v join item_keys k using (item_id, version)`;
  expect(rows.length).toBe(all.items.size);
  for (const { body, why, explanation } of rows) {
    expect(body).not.toMatch(/"(correct|why|answer|accept|blanks|explanation)"/);
    expect(body).not.toContain(explanation);
    if (why) expect(body).not.toContain(why);
  }
});

test('enemies are kept with the question, so that no paper drawn from the database holds two of them', async () => {
  forgetBank();
  const { cards } = await examPool(new Map());
  const written = [...all.items.values()].filter((item) => item.source.enemies);
  expect(written.length).toBeGreaterThan(0);
  const stored = new Map(cards.map((card) => [card.itemId, card.enemies]));
  for (const { source } of written) expect(stored.get(source.id)).toEqual(source.enemies);
});

test('a changed question needs a raised version, and nothing is written without it', async () => {
  const item = first();
  const changed = { ...item, source: { ...item.source, explanation: '改过的解释' } as typeof item.source };
  const without = withItems((items) => items.set(item.source.id, changed));
  await expect(loadContent({ all: without, zone })).rejects.toThrow(new RegExp(`${item.file}.*version 加一`));
  const raised = { ...changed, source: { ...changed.source, version: item.source.version + 1 } };
  const report = await loadContent({ all: withItems((items) => items.set(item.source.id, raised)), zone });
  expect(report.items).toEqual({ added: 1, restored: 0, retired: 0 });
  const rows = await owner`
    select version, is_current, status from item_versions where item_id = ${item.source.id} order by version`;
  expect(rows.map((row) => ({ ...row }))).toEqual([
    { version: item.source.version, is_current: false, status: 'retired' },
    { version: item.source.version + 1, is_current: true, status: 'published' },
  ]);
});

test('a question gone from the files is retired, and comes back with its old version', async () => {
  const { id, version } = first().source;
  const gone = await loadContent({ all: withItems((items) => items.delete(id)), zone });
  expect(gone.items.retired).toBe(1);
  const status = () =>
    owner`select status, is_current from item_versions where item_id = ${id} and version = ${version}`;
  expect((await status())[0]).toMatchObject({ status: 'retired', is_current: false });
  await loadContent({ all, zone });
  expect((await status())[0]).toMatchObject({ status: 'published', is_current: true });
});

test('a question that cites law no longer in force is quarantined until reviewed', async () => {
  const { id, laws } = first().source;
  const repealed = new Map(all.laws);
  const version = repealed.get(laws[0]?.split('/').slice(0, 2).join('/') ?? '');
  if (version) repealed.set(`${version.law}/${version.version}`, { ...version, isInForce: false });
  await loadContent({ all: { ...all, laws: repealed }, zone });
  const [row] = await owner`select status from item_versions where item_id = ${id} and is_current`;
  expect(row?.status).toBe('quarantined');
});

test('every plan with a paper has one exam a training year, open for the whole calendar year of the zone', async () => {
  await ensureAnnualExams(db, 2031, zone);
  await ensureAnnualExams(db, 2031, zone);
  const rows = await owner<{ planKind: string; opens: string; closes: string }[]>`
    select plan_kind as "planKind", to_char(opens_at at time zone ${zone}, 'YYYY-MM-DD HH24:MI') as opens,
      to_char(closes_at at time zone ${zone}, 'YYYY-MM-DD HH24:MI') as closes
    from exams where training_year = 2031 order by plan_kind`;
  const kinds = [...all.policies.values()].filter((policy) => policy.blueprintId !== null).map((p) => p.planKind);
  expect(kinds).toContain('entry-core');
  expect(rows.map((row) => ({ ...row }))).toEqual(
    kinds.sort().map((planKind) => ({ planKind, opens: '2031-01-01 00:00', closes: '2032-01-01 00:00' })),
  );
});

test('loads that start together end with one current version of everything', async () => {
  await Promise.all([loadContent({ all, zone }), loadContent({ all, zone })]);
  const [row] = await owner`
    select count(*)::int as current, count(distinct item_id)::int as items from item_versions where is_current`;
  expect(row).toMatchObject({ current: all.items.size, items: all.items.size });
});
