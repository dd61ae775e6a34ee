import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rngFrom, shuffled } from '../shared/rng.ts';
import { assemblePaper, expectedScore, type Paper } from './assemble.ts';
import { sampleBank, sampleBlueprint } from './assembly/sample-bank.ts';
import type { Blueprint } from './blueprint.ts';
import type { ItemCard } from './item.ts';

const bank = sampleBank(200);

function draw(blueprint: Blueprint, pool: readonly ItemCard[], seed: string): Paper {
  const result = assemblePaper(blueprint, pool, seed);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

function shortageOf(blueprint: Blueprint, pool: readonly ItemCard[]): string {
  const result = assemblePaper(blueprint, pool, 'seed');
  return result.ok ? '' : String(result.error.meta?.shortage);
}

function brokenQuotas(blueprint: Blueprint, cards: readonly ItemCard[]): string[] {
  const quotas = [
    ...Object.entries(blueprint.modules).map(([module, quota]) => ({
      name: `module ${module}`,
      ...quota,
      count: cards.filter((card) => card.module === module).length,
    })),
    ...Object.entries(blueprint.difficulties).map(([level, quota]) => ({
      name: `difficulty ${level}`,
      ...quota,
      count: cards.filter((card) => String(card.difficulty) === level).length,
    })),
    ...cards.map((card) => ({
      name: `lesson ${card.lessonId}`,
      min: 0,
      max: blueprint.maxPerLesson,
      count: cards.filter((other) => other.lessonId === card.lessonId).length,
    })),
  ];
  return quotas.filter((quota) => quota.count < quota.min || quota.count > quota.max).map((quota) => quota.name);
}

/** Checks every quota from the paper alone, with none of assembly's own counting. @returns what is broken. */
function broken(blueprint: Blueprint, pool: readonly ItemCard[], paper: Paper): string[] {
  const byId = new Map(pool.map((card) => [card.itemId, card]));
  const cards = paper.items.map((item) => byId.get(item.itemId) as ItemCard);
  const ids = new Set(cards.map((card) => card.itemId));
  const out = brokenQuotas(blueprint, cards);
  if (ids.size !== cards.length) out.push('an item twice');
  for (const section of blueprint.sections) {
    const own = paper.items.filter((item) => item.section === section.id);
    const isRight = own.every((item) => byId.get(item.itemId)?.type === section.type);
    if (own.length !== section.count || !isRight) out.push(`section ${section.id}`);
  }
  if (cards.some((card) => card.enemies.some((enemy) => ids.has(enemy)))) out.push('enemies');
  return out;
}

function standardDeviation(values: readonly number[]): number {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}

describe('a drawn paper', () => {
  it('meets every quota, has positions from 1 and 100 points, whatever the seed', () => {
    const blueprint = sampleBlueprint();
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const paper = draw(blueprint, bank, seed);
        expect(broken(blueprint, bank, paper)).toEqual([]);
        expect(paper.items.map((item) => item.position)).toEqual(paper.items.map((_, i) => i + 1));
        expect(paper.items.reduce((sum, item) => sum + item.points, 0)).toBe(100);
      }),
      { numRuns: 100 },
    );
  });

  it('depends on the set of cards and the seed, not on the order of the pool', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (seed, mix) => {
        const other = shuffled(rngFrom(mix), bank);
        expect(draw(sampleBlueprint(), other, seed)).toEqual(draw(sampleBlueprint(), bank, seed));
      }),
      { numRuns: 50 },
    );
  });

  it('differs between seeds', () => {
    const papers = Array.from({ length: 50 }, (_, i) => {
      const ids = draw(sampleBlueprint(), bank, `s${i}`).items.map((item) => item.itemId);
      return ids.sort().join();
    });
    expect(new Set(papers).size).toBe(50);
  });

  it('shows each option of a choice item and of each choice part of a case set exactly once', () => {
    const paper = draw(sampleBlueprint(), bank, 'options');
    for (const item of paper.items) {
      const card = bank.find((c) => c.itemId === item.itemId) as ItemCard;
      const withOptions = Object.entries(card.optionIds).filter(([, ids]) => ids.length > 0);
      expect(Object.keys(item.optionOrder).sort()).toEqual(withOptions.map(([part]) => part).sort());
      for (const [part, ids] of withOptions)
        expect([...(item.optionOrder[part] ?? [])].sort()).toEqual([...ids].sort());
    }
  });

  it('keeps the written order of options and of items when the blueprint does not shuffle', () => {
    const paper = draw(sampleBlueprint({ shuffleItems: false, shuffleOptions: false }), bank, 'plain');
    for (const item of paper.items) {
      const order = item.optionOrder[''];
      if (order) expect(order).toEqual([...order].sort());
    }
    const singles = paper.items.filter((item) => item.section === 'A').map((item) => item.itemId);
    expect(singles).toEqual([...singles].sort());
  });

  it('takes the newest version of an item', () => {
    const newer = bank.map((card) => ({ ...card, version: 2 }));
    expect(draw(sampleBlueprint(), [...newer, ...bank], 'v').items.every((item) => item.version === 2)).toBe(true);
  });
});

describe('a blueprint that lists lessons', () => {
  const lessons = [...new Set(bank.map((card) => card.lessonId))].slice(0, 30);
  const listed = sampleBlueprint({ lessons, modules: {} });

  it('draws from those lessons alone, and the same paper whether or not others stand in the pool', () => {
    const own = bank.filter((card) => lessons.includes(card.lessonId));
    const lessonOf = new Map(bank.map((card) => [card.itemId, card.lessonId]));
    for (let i = 0; i < 20; i += 1) {
      const paper = draw(listed, bank, `listed-${i}`);
      expect(paper.items.every((item) => lessons.includes(lessonOf.get(item.itemId) ?? ''))).toBe(true);
      expect(draw(listed, own, `listed-${i}`)).toEqual(paper);
    }
  });

  it('names what those lessons lack, whatever the others hold', () => {
    const few = sampleBlueprint({ lessons: lessons.slice(0, 2), modules: {} });
    expect(shortageOf(few, bank)).toMatch(/单选题需要 20 道，只有 \d 道/);
    expect(shortageOf(sampleBlueprint({ lessons: ['m9-gone'], modules: {} }), bank)).toContain('只有 0 道');
  });
});

describe('parallel forms', () => {
  it.each([
    ['wide quotas', sampleBlueprint()],
    [
      'exact numbers by difficulty',
      sampleBlueprint({
        difficulties: { '1': { min: 12, max: 12 }, '2': { min: 19, max: 19 }, '3': { min: 10, max: 10 } },
      }),
    ],
  ])('differ in expected score by a standard deviation of at most 0.5 points (%s)', (_, blueprint) => {
    const scores = Array.from({ length: 500 }, (_, i) => expectedScore(draw(blueprint, bank, `form-${i}`), bank));
    expect(standardDeviation(scores)).toBeLessThanOrEqual(0.5);
  });

  it('report the expected score that recomputing from the pool gives', () => {
    const paper = draw(sampleBlueprint(), bank, 'score');
    expect(paper.expectedScore).toBeCloseTo(expectedScore(paper, bank), 9);
  });
});

describe('preferences', () => {
  it('give a person nothing already had while unseen items meet the quotas', () => {
    const larger = sampleBank(400, 'retake');
    const first = draw(sampleBlueprint(), larger, 'first');
    const had = new Set(first.items.map((item) => item.itemId));
    const pool = larger.map((card) => ({ ...card, seenByPerson: had.has(card.itemId) ? 1 : 0 }));
    for (let i = 0; i < 20; i += 1) {
      const again = draw(sampleBlueprint(), pool, `again-${i}`);
      expect(again.items.filter((item) => had.has(item.itemId))).toEqual([]);
      expect(broken(sampleBlueprint(), pool, again)).toEqual([]);
    }
  });

  it('still draw a full paper when everything has been seen', () => {
    const seen = bank.map((card) => ({ ...card, seenByPerson: 2 }));
    expect(broken(sampleBlueprint(), seen, draw(sampleBlueprint(), seen, 'all-seen'))).toEqual([]);
  });

  it('even out exposure: counting it spreads 300 papers more evenly than not counting it', () => {
    const spread = (isCounted: boolean) => {
      const used = new Map<string, number>();
      for (let i = 0; i < 300; i += 1) {
        const pool = bank.map((card) => ({ ...card, exposure: isCounted ? (used.get(card.itemId) ?? 0) : 0 }));
        for (const item of draw(sampleBlueprint(), pool, `e${i}`).items)
          used.set(item.itemId, (used.get(item.itemId) ?? 0) + 1);
      }
      const singles = bank.filter((card) => card.type === 'single').map((card) => used.get(card.itemId) ?? 0);
      return standardDeviation(singles);
    };
    expect(spread(true)).toBeLessThan(spread(false) / 2);
  });

  it('leave chance a say when people start together on counts that lie far apart', () => {
    const rng = rngFrom('counts');
    const pool = bank.map((card) => ({ ...card, exposure: Math.floor(rng() * 1000) }));
    let shared = 0;
    for (let i = 0; i < 40; i += 1) {
      const first = new Set(draw(sampleBlueprint(), pool, `left-${i}`).items.map((item) => item.itemId));
      shared += draw(sampleBlueprint(), pool, `right-${i}`).items.filter((item) => first.has(item.itemId)).length;
    }
    expect(shared / 40).toBeLessThan(0.65 * 41);
  });
});

describe('a shortage', () => {
  const plain = sampleBlueprint({ modules: {} });

  it('of a type is named with need and stock', () => {
    const singles = bank.filter((card) => card.type === 'single').slice(0, 7);
    const pool = [...singles, ...bank.filter((card) => card.type !== 'single')];
    expect(shortageOf(plain, pool)).toContain('单选题需要 20 道，只有 7 道');
  });

  it('of a module, a difficulty and lessons is named', () => {
    expect(shortageOf(sampleBlueprint({ modules: { M9: { min: 30, max: 40 } } }), bank)).toContain(
      '模块 M9 的题需要 30 道，只有',
    );
    const easy = bank.map((card) => ({ ...card, difficulty: 1 as const }));
    expect(shortageOf(plain, easy)).toContain('难度 3 的题需要 6 道，只有 0 道');
    const oneLesson = bank.map((card) => ({ ...card, lessonId: 'm1-only' }));
    expect(shortageOf(plain, oneLesson)).toContain('每课最多 2 道时只能选出 2 道');
  });

  it('of quotas that contradict one another is named', () => {
    const modules = { M1: { min: 30, max: 41 }, M2: { min: 30, max: 41 } };
    expect(shortageOf(sampleBlueprint({ modules }), bank)).toContain('各模块下限合计 60 道，超过全卷 41 道');
  });

  it('of enemies that cannot be kept apart is named', () => {
    const two = sampleBlueprint({
      sections: [{ id: 'A', title: '单选题', type: 'single', count: 2, pointsEach: 50 }],
      modules: {},
      difficulties: { '1': { min: 0, max: 2 }, '2': { min: 0, max: 2 }, '3': { min: 0, max: 2 } },
    });
    const pair = bank.filter((card) => card.type === 'single').slice(0, 2);
    const [a, b] = pair as [ItemCard, ItemCard];
    expect(
      shortageOf(two, [
        { ...a, enemies: [b.itemId] },
        { ...b, enemies: [] },
      ]),
    ).toContain('互斥题过多');
  });
});

describe('on small pools', () => {
  const card = fc.record({
    type: fc.constantFrom('single' as const, 'boolean' as const),
    module: fc.constantFrom('M1', 'M2', 'M3'),
    lesson: fc.constantFrom('x', 'y'),
    difficulty: fc.constantFrom(1 as const, 2 as const, 3 as const),
    enemy: fc.option(fc.nat(9), { nil: null, freq: 3 }),
  });
  const quota = fc.tuple(fc.nat(2), fc.nat(3)).map(([min, more]) => ({ min, max: min + more }));

  /** Does any choice of two singles and two booleans meet the quotas? Tries them all. */
  function anyPaper(blueprint: Blueprint, pool: readonly ItemCard[]): boolean {
    const pairs = (type: string) => {
      const own = pool.filter((c) => c.type === type);
      return own.flatMap((a, i) => own.slice(i + 1).map((b) => [a, b]));
    };
    return pairs('single').some((s) =>
      pairs('boolean').some((b) => {
        const items = [...s, ...b].map((c, i) => ({
          position: i + 1,
          itemId: c.itemId,
          version: 1,
          section: i < 2 ? 'A' : 'B',
          points: 25,
          optionOrder: {},
        }));
        return broken(blueprint, pool, { items, expectedScore: 0 }).length === 0;
      }),
    );
  }

  it('finds a paper exactly when trying every combination finds one', () => {
    fc.assert(
      fc.property(
        fc.array(card, { minLength: 4, maxLength: 10 }),
        quota,
        quota,
        quota,
        fc.constantFrom(1, 2),
        (rows, m1, d1, d3, maxPerLesson) => {
          const pool = rows.map((row, i) => ({
            itemId: `i${i}`,
            version: 1,
            type: row.type,
            lessonId: `${row.module}-${row.lesson}`,
            module: row.module,
            difficulty: row.difficulty,
            exposure: 0,
            seenByPerson: 0,
            enemies: row.enemy === null || row.enemy === i ? [] : [`i${row.enemy}`],
            optionIds: {},
          }));
          const blueprint = sampleBlueprint({
            sections: [
              { id: 'A', title: '单选题', type: 'single', count: 2, pointsEach: 25 },
              { id: 'B', title: '判断题', type: 'boolean', count: 2, pointsEach: 25 },
            ],
            modules: { M1: m1 },
            difficulties: { '1': d1, '2': { min: 0, max: 4 }, '3': d3 },
            maxPerLesson,
          });
          const result = assemblePaper(blueprint, pool, 'small');
          expect(result.ok).toBe(anyPaper(blueprint, pool));
          if (result.ok) expect(broken(blueprint, pool, result.value)).toEqual([]);
          else expect(String(result.error.meta?.shortage)).not.toBe('');
        },
      ),
      { numRuns: 1000 },
    );
  });
});
