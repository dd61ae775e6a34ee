import { intBelow, rngFrom } from '../../shared/rng.ts';
import { Blueprint } from '../blueprint.ts';
import type { Difficulty, ItemCard, ItemType } from '../item.ts';

const TYPES: readonly ItemType[] = [
  'single',
  'single',
  'single',
  'multiple',
  'multiple',
  'boolean',
  'boolean',
  'fill',
  'case',
];

const FOUR = ['a', 'b', 'c', 'd'];
const OPTIONS: Readonly<Record<ItemType, ItemCard['optionIds']>> = {
  single: { '': FOUR },
  multiple: { '': [...FOUR, 'e'] },
  boolean: {},
  fill: {},
  case: { p1: FOUR, p2: FOUR, p3: [] },
  ordering: { '': FOUR },
  matching: { left: ['1', '2', '3'], right: ['a', 'b', 'c'] },
};

function lessonOf(i: number): string {
  return `m${1 + (i % 10)}-l${i % 40}`;
}

function idOf(i: number): string {
  return `${lessonOf(i)}-e${String(i).padStart(3, '0')}`;
}

function difficultyOf(draw: number): Difficulty {
  if (draw < 0.3) return 1;
  return draw < 0.75 ? 2 : 3;
}

/** A made-up pool for tests and measurements: `size` items over ten modules and forty lessons, difficulty 2 most often. */
export function sampleBank(size: number, seed = 'bank'): ItemCard[] {
  const rng = rngFrom(seed);
  return Array.from({ length: size }, (_, i) => {
    const type = TYPES[intBelow(rng, TYPES.length)] ?? 'single';
    const difficulty = difficultyOf(rng());
    const hasEnemy = i > 0 && rng() < 0.05;
    return {
      itemId: idOf(i),
      version: 1,
      type,
      lessonId: lessonOf(i),
      module: `M${1 + (i % 10)}`,
      difficulty,
      exposure: 0,
      seenByPerson: 0,
      enemies: hasEnemy ? [idOf(i - 1)] : [],
      optionIds: OPTIONS[type],
    };
  });
}

/** A blueprint of 41 items and 100 points that `sampleBank(200)` can meet. */
export function sampleBlueprint(change: Partial<Blueprint> = {}): Blueprint {
  return Blueprint.parse({
    id: 'annual',
    version: 1,
    title: '年度考试',
    planKind: 'annual-all',
    durationSeconds: 3600,
    passMark: 60,
    attemptsMax: 3,
    coolDownMinutes: 30,
    reviewPolicy: 'after-close',
    multipleRule: 'partial',
    shuffleItems: true,
    shuffleOptions: true,
    sections: [
      { id: 'A', title: '单选题', type: 'single', count: 20, pointsEach: 2 },
      { id: 'B', title: '多选题', type: 'multiple', count: 10, pointsEach: 3 },
      { id: 'C', title: '判断题', type: 'boolean', count: 10, pointsEach: 2 },
      { id: 'D', title: '案例题', type: 'case', count: 1, pointsEach: 10 },
    ],
    modules: { M1: { min: 3, max: 6 }, M5: { min: 4, max: 8 }, M6: { min: 4, max: 8 }, M7: { min: 2, max: 5 } },
    difficulties: { '1': { min: 8, max: 16 }, '2': { min: 15, max: 25 }, '3': { min: 6, max: 12 } },
    maxPerLesson: 2,
    basis: '测试用',
    ...change,
  });
}
