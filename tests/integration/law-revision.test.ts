import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ReviewLine } from '#domain/law/law-views.ts';
import type { ReviewedLaw } from '#domain/law/reviewed-law.ts';
import { principalOf } from '#server/auth/principal.ts';
import { loadContent } from '#server/content/load-into-database.ts';
import { type Content, contentRoot, readContent } from '#server/content/read-content.ts';
import type { ParsedItem } from '#server/content/read-items.ts';
import { compareVersions, LawQuery, lawOfPath } from '#server/operations/law/compare-versions.ts';
import { listLaws } from '#server/operations/law/list-laws.ts';
import { readReviewLists } from '#server/operations/law/review-lists.ts';
import { readLesson } from '#server/operations/learning/read-lesson.ts';
import { newEmployee } from '#tests/support/identities.ts';
import { createTestDatabase } from '#tests/support/test-database.ts';

const { owner, travelTo } = await createTestDatabase();
const { content: all } = readContent(contentRoot());
const zone = 'Asia/Shanghai';
const YEAR = 2026;

/** Citations of older law by what became of their articles. */
const UNTOUCHED = ['保密法/2010/2', '保密法/2010/37', '保密法/2010/9(四)', '实施条例/2014/2', '实施条例/2014/31'];
const REVISED = ['保密法/2010/12', '保密法/2010/36', '保密法/2010/48(五)', '实施条例/2014/7', '实施条例/2014/30'];

const REVIEWED = [
  { law: '保密法', version: '2024' },
  { law: '实施条例', version: '2024' },
];

type Change = { readonly laws: readonly string[]; readonly reviewed?: readonly ReviewedLaw[] };

const chosen = [...all.items.values()].filter((item) => item.source.pool === 'exam').slice(0, 12);

function idOf(index: number): string {
  const item = chosen[index];
  if (!item) throw new Error('the bank is too small');
  return item.source.id;
}

/** The content with other citations in some questions, each with its version raised by `raise`. */
function citing(changes: readonly (readonly [string, Change])[], raise = 1): Content {
  const items = new Map(all.items);
  for (const [id, change] of changes) {
    const item = all.items.get(id);
    if (!item) continue;
    const source = { ...item.source, ...change, version: item.source.version + raise } as ParsedItem['source'];
    items.set(id, { ...item, source });
  }
  return { ...all, items };
}

async function statuses(ids: readonly string[]): Promise<Record<string, string>> {
  const rows = await owner<{ id: string; status: string }[]>`
    select item_id as id, status from item_versions where is_current and item_id in ${owner(ids)}`;
  return Object.fromEntries(rows.map(({ id, status }) => [id, status]));
}

const quarantined = async () =>
  (await owner<{ id: string }[]>`select item_id as id from item_versions where is_current and status = 'quarantined'`)
    .map(({ id }) => id)
    .sort();

const shared = globalThis as typeof globalThis & { shoumiContent?: Content | undefined };

beforeAll(async () => {
  await loadContent({ all, zone });
});

afterEach(() => {
  shared.shoumiContent = undefined;
});

describe('a new version of a law', () => {
  const cited = [...UNTOUCHED, ...REVISED].map((law, index) => [idOf(index), { laws: [law] }] as const);
  const mixed = [idOf(10), { laws: ['保密法/2024/31', '保密法/2010/37', '实施条例/2014/7'] }] as const;
  const renumbered = [idOf(11), { laws: ['保密法/2024/31', '保密法/2010/37'] }] as const;
  const fixture = citing([...cited, mixed, renumbered]);
  const held = [...cited.slice(UNTOUCHED.length), mixed].map(([id]) => id).sort();

  test('holds back exactly the questions that cite an article it changed or dropped', async () => {
    await loadContent({ all: fixture, zone });
    expect(await quarantined()).toEqual(held);
    const kept = [...cited.slice(0, UNTOUCHED.length), renumbered].map(([id]) => id);
    expect(await statuses(kept)).toEqual(Object.fromEntries(kept.map((id) => [id, 'published'])));
  });

  test('is listed for the 保密办: what to read again, and where only the number is to be brought up to date', () => {
    const { review, update } = readReviewLists(fixture);
    const ids = (lines: readonly ReviewLine[]) => [...new Set(lines.map((line) => line.label))].sort();
    expect(ids(review)).toEqual(held);
    expect(ids(update)).toEqual([...cited.slice(0, UNTOUCHED.length), mixed, renumbered].map(([id]) => id).sort());
    expect(review.find((line) => line.citation === '《保密法》（2010年版）第十二条')).toMatchObject({
      kind: 'item',
      href: `/office/items/${idOf(5)}`,
      what: '内容修改，现为第十六条：增“主要”',
      comparison: `/learn/laws/${encodeURIComponent('保密法')}?from=2010&to=2024#a-16`,
    });
    expect(review.find((line) => line.citation.includes('第三十六条'))?.comparison).toContain('#old-36');
    expect(update.find((line) => line.citation.includes('第三十七条'))).toMatchObject({
      what: '内容未变，现为第四十五条',
    });
  });

  test('lets a question back once it cites the version in force, or was marked as reviewed beside it', async () => {
    const updated = cited.map(
      ([id], index) =>
        [
          id,
          index % 2 === 0 ? { laws: ['保密法/2024/31'] } : { reviewed: REVIEWED, laws: [...UNTOUCHED, ...REVISED] },
        ] as const,
    );
    await loadContent({ all: citing([...updated, mixed, renumbered], 2), zone });
    expect(await quarantined()).toEqual([mixed[0]]);
    await loadContent({ all: citing([...updated, [mixed[0], { laws: ['保密法/2024/31'] }], renumbered], 3), zone });
    expect(await quarantined()).toEqual([]);
  });
});

describe('a lesson that cites older law', () => {
  const [lesson] = [...all.lessons.values()];
  if (!lesson) throw new Error('no lesson');
  const withLaws = (laws: readonly string[]): Content => {
    const changed = { ...lesson, laws };
    return { ...all, lessons: new Map(all.lessons).set(lesson.id, changed) };
  };

  test('tells its reader that it is being reviewed when the article was revised, and says nothing otherwise', async () => {
    await travelTo('2026-06-10T09:00:00+08:00');
    const { cookie } = await newEmployee(owner, YEAR, 'reader');
    const principal = await principalOf({ cookie: cookie ?? '', requestId: 'test', ip: '127.0.0.1' });
    if (!principal) throw new Error('the reader is not signed in');
    const isUnderReview = async (laws: readonly string[]) => {
      shared.shoumiContent = withLaws(laws);
      const page = await readLesson(principal, lesson.id);
      return page.ok ? page.value.isUnderReview : page.error.code;
    };
    expect(await isUnderReview(lesson.laws)).toBe(false);
    expect(await isUnderReview([...lesson.laws, '保密法/2010/37'])).toBe(false);
    expect(await isUnderReview([...lesson.laws, '保密法/2010/12'])).toBe(true);
  });

  test('stands on the list of the 保密办 with a link to itself', () => {
    const { review, update } = readReviewLists(withLaws(['保密法/2010/12', '实施条例/2014/2']));
    const line = { kind: 'lesson', label: `${lesson.number} ${lesson.title}`, href: `/learn/${lesson.id}` };
    expect(review).toMatchObject([{ ...line, citation: '《保密法》（2010年版）第十二条' }]);
    expect(update).toMatchObject([{ ...line, citation: '《实施条例》（2014年版）第二条' }]);
  });
});

test('the shipped content leaves both lists empty', () => {
  expect(readReviewLists(all)).toEqual({ review: [], update: [] });
});

describe('the register', () => {
  const laws = listLaws(all);

  test('shows every version of every law with its dates, newest first', () => {
    expect(laws.flatMap(({ versions }) => versions)).toHaveLength(all.laws.size);
    const secrecy = laws.find(({ law }) => law === '保密法');
    expect(secrecy?.versions).toMatchObject([
      { version: '2024', inForce: '2024-05-01', until: null, isInForce: true, articles: 65 },
      { version: '2010', inForce: '2010-10-01', until: '2024-04-30', isInForce: false, articles: 53 },
    ]);
  });

  test('names the laws that changed after the collection, whose text is to be confirmed, and nothing cites them', () => {
    const open = laws.flatMap(({ law, versions }) =>
      versions.filter(({ status }) => status === '条文待核').map(({ version }) => `${law}/${version}`),
    );
    expect(open).toEqual(['反不正当竞争法/2025', '网络安全法/2025', '定密管理规定/2025']);
    const cited = [...all.lessons.values(), ...[...all.items.values()].map(({ source }) => source)].flatMap(
      (one) => one.laws,
    );
    expect(cited.filter((ref) => open.some((version) => ref.startsWith(`${version}/`)))).toEqual([]);
  });

  test('shows the last text of a law whose newest one is to be confirmed, and no page for one without any', () => {
    const revised = compareVersions({ law: '反不正当竞争法' }, all);
    expect(revised.ok && [revised.value.from, revised.value.to.version]).toEqual([null, '2019']);
    expect(compareVersions({ law: '网络安全法' }, all).ok).toBe(false);
  });
});

describe('a comparison by address', () => {
  const ask = (law: string, query: Record<string, unknown> = {}) => {
    const result = compareVersions({ law, ...LawQuery.parse(query) }, all);
    return result.ok ? `${result.value.from?.version ?? '-'} ${result.value.to.version}` : result.error.code;
  };

  test('puts the versions in order of time, and takes the newest beside its predecessor by default', () => {
    expect(ask('保密法')).toBe('2010 2024');
    expect(ask('保密法', { from: '2010', to: '2024' })).toBe('2010 2024');
    expect(ask('保密法', { from: '2024', to: '2010' })).toBe('2010 2024');
    expect(ask('保密法', { from: '2010' })).toBe('2010 2024');
    expect(ask('保密法', { to: '2010' })).toBe('- 2010');
    expect(ask('刑法')).toBe('- 2023');
  });

  test('does not know what the register does not have', () => {
    expect(ask('没有这部法')).toBe('NOT_FOUND');
    expect(ask('保密法', { from: '1988', to: '2024' })).toBe('NOT_FOUND');
    expect(ask('保密法', { from: ['x'], to: '<b>' })).toBe('2010 2024');
    expect([lawOfPath('%E4%BF%9D%E5%AF%86%E6%B3%95'), lawOfPath('%E4')]).toEqual(['保密法', '']);
  });

  test('names the lessons that cite an article in either version', () => {
    const [lesson] = [...all.lessons.values()];
    if (!lesson) throw new Error('no lesson');
    const changed = { ...lesson, laws: ['保密法/2010/12'] };
    const result = compareVersions({ law: '保密法' }, { ...all, lessons: new Map([[lesson.id, changed]]) });
    const rows = result.ok ? result.value.rows.filter((row) => row.citedBy.length > 0) : [];
    expect(rows).toMatchObject([{ anchor: 'a-16', citedBy: [{ lessonId: lesson.id }] }]);
  });
});
