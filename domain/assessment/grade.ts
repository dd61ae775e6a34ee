import { match } from 'ts-pattern';
import type { Blueprint } from './blueprint.ts';
import type { GradeDetail, Outcome } from './grade-detail.ts';
import type { ChoosableKey, ItemKey } from './item.ts';
import { isAnswered } from './respond.ts';
import type { PartResponse, Response } from './response.ts';

export type MultipleRule = Blueprint['multipleRule'];

/** Exact share of an item's points, 0 ≤ n/d ≤ 1; rounding happens once, at the end. */
type Share = { readonly n: number; readonly d: number };
const NONE: Share = { n: 0, d: 1 };
const ALL: Share = { n: 1, d: 1 };

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

/** The mean of shares, exactly. */
function mean(shares: readonly Share[]): Share {
  const d = shares.reduce((lcm, share) => (lcm * share.d) / gcd(lcm, share.d), 1);
  const n = shares.reduce((sum, share) => sum + share.n * (d / share.d), 0);
  return { n, d: d * Math.max(1, shares.length) };
}

/**
 * 多选题. `all-or-nothing`: the exact set. `partial`: 少选按比例，错选 0 分. `each`: (right − wrong) / correct, at least 0,
 * so that ticking everything does not pay.
 */
function multipleShare(correct: readonly string[], choices: readonly string[], rule: MultipleRule): Share {
  const wanted = new Set(correct);
  const chosen = new Set(choices);
  const right = [...chosen].filter((choice) => wanted.has(choice)).length;
  const wrong = chosen.size - right;
  if (rule === 'all-or-nothing') return wrong === 0 && right === wanted.size ? ALL : NONE;
  if (rule === 'partial') return wrong > 0 ? NONE : { n: right, d: wanted.size };
  return { n: Math.max(0, right - wrong), d: wanted.size };
}

function partShare(key: ChoosableKey, response: PartResponse, rule: MultipleRule): Share {
  if (key.type === 'boolean') return response.type === 'boolean' && response.value === key.answer ? ALL : NONE;
  if (response.type !== key.type) return NONE;
  if (response.type === 'multiple') return multipleShare(key.correct, response.choices, rule);
  return response.type === 'single' && response.choice !== null && key.correct.includes(response.choice) ? ALL : NONE;
}

/**
 * What two fill-in answers are compared by: NFKC (full-width letters and digits become plain), no spaces, no
 * punctuation, no case. A decimal point between digits and a per-cent sign mean something and stay.
 */
export function normaliseFill(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/(?<!\d)\.|\.(?!\d)|[^\P{P}.%]|\s/gu, '')
    .toLowerCase();
}

function fillShare(blanks: readonly (readonly string[])[], texts: readonly string[]): Share {
  const shares = blanks.map((accepted, i) => {
    const text = normaliseFill(texts[i] ?? '');
    return text !== '' && accepted.some((answer) => normaliseFill(answer) === text) ? ALL : NONE;
  });
  return mean(shares);
}

/** Under `all-or-nothing` what is not wholly right earns nothing, whatever the type. */
function byRule(share: Share, rule: MultipleRule): Share {
  return rule === 'all-or-nothing' && share.n < share.d ? NONE : share;
}

/**
 * 排序题, by adjacent pairs: of the n − 1 steps that follow directly on another, how many do so in the answer. One step
 * misplaced thus costs what it breaks and no more, wherever it went; a guess earns 1/n on average.
 */
function orderingShare(wanted: readonly string[], order: readonly string[]): Share {
  if (order.length !== wanted.length) return NONE;
  const follows = wanted.slice(1).filter((id, i) => order[order.indexOf(wanted[i] ?? '') + 1] === id);
  return { n: follows.length, d: wanted.length - 1 };
}

/** 配对题: each pair counts equally; one left open is wrong. */
function matchingShare(wanted: Readonly<Record<string, string>>, pairs: Readonly<Record<string, string>>): Share {
  const given = new Map(Object.entries(pairs));
  const all = Object.entries(wanted);
  return { n: all.filter(([left, right]) => given.get(left) === right).length, d: all.length };
}

function shareOf(key: ItemKey, response: Response, rule: MultipleRule): Share {
  return match(key)
    .with({ type: 'ordering' }, ({ order }) =>
      response.type === 'ordering' ? byRule(orderingShare(order, response.order), rule) : NONE,
    )
    .with({ type: 'matching' }, ({ pairs }) =>
      response.type === 'matching' ? byRule(matchingShare(pairs, response.pairs), rule) : NONE,
    )
    .with({ type: 'fill' }, ({ blanks }) => (response.type === 'fill' ? fillShare(blanks, response.texts) : NONE))
    .with({ type: 'case' }, ({ parts }) => {
      if (response.type !== 'case') return NONE;
      const given = new Map(Object.entries(response.parts));
      return mean(
        Object.entries(parts).map(([id, part]) => {
          const answer = given.get(id);
          return answer ? partShare(part, answer, rule) : NONE;
        }),
      );
    })
    .otherwise((part) =>
      response.type === 'single' || response.type === 'multiple' || response.type === 'boolean'
        ? partShare(part, response, rule)
        : NONE,
    );
}

function outcomeOf(share: Share, response: Response | null): Outcome {
  if (share.n > 0) return share.n === share.d ? 'right' : 'partial';
  return response && isAnswered(response) ? 'wrong' : 'blank';
}

function hundredths(points: number): number {
  return Math.round(points * 100);
}

/** `points` in hundredths times a share, rounded half up to a whole hundredth. */
function portion(points: number, share: Share): number {
  return Math.floor((2 * points * share.n + share.d) / (2 * share.d));
}

type Marked = { readonly hundredths: number; readonly outcome: Outcome };

function mark(key: ItemKey, response: Response | null, points: number, rule: MultipleRule): Marked {
  const share = response ? shareOf(key, response, rule) : NONE;
  return { hundredths: portion(hundredths(points), share), outcome: outcomeOf(share, response) };
}

/**
 * Points of one answer, from 0 to `points`, rounded to 0.01; independent of the order of choices and parts. The parts of
 * a case set, the blanks of a fill-in item, the adjacent pairs of 排序 and the pairs of 配对 count equally. An answer of another type than the key earns nothing.
 */
export function gradeResponse(
  key: ItemKey,
  response: Response | null,
  points: number,
  rule: MultipleRule,
): { points: number; outcome: Outcome } {
  const marked = mark(key, response, points, rule);
  return { points: marked.hundredths / 100, outcome: marked.outcome };
}

export type GradableItem = {
  readonly position: number;
  readonly itemId: string;
  readonly version: number;
  readonly lessonId: string;
  readonly module: string;
  readonly points: number;
  readonly key: ItemKey;
};

export type PaperGrade = { score: number; maxScore: number; passed: boolean; detail: GradeDetail };

/**
 * Grades a whole paper. Sums run in whole hundredths, so that the score is exactly the sum of its positions and of its
 * modules. `passMark` is in points of the paper (blueprints have 100); a score equal to it passes.
 */
export function gradePaper(
  items: readonly GradableItem[],
  responses: ReadonlyMap<number, Response>,
  rule: MultipleRule,
  passMark: number,
): PaperGrade {
  const modules = new Map<string, { points: number; max: number }>();
  let score = 0;
  let maxScore = 0;
  const positions = [...items]
    .sort((a, b) => a.position - b.position)
    .map(({ position, itemId, version, lessonId, module, points, key }) => {
      const marked = mark(key, responses.get(position) ?? null, points, rule);
      const max = hundredths(points);
      const sum = modules.get(module) ?? { points: 0, max: 0 };
      modules.set(module, { points: sum.points + marked.hundredths, max: sum.max + max });
      score += marked.hundredths;
      maxScore += max;
      return {
        position,
        itemId,
        version,
        lessonId,
        module,
        points: marked.hundredths / 100,
        max: max / 100,
        outcome: marked.outcome,
      };
    });
  return {
    score: score / 100,
    maxScore: maxScore / 100,
    passed: score >= hundredths(passMark),
    detail: {
      positions,
      modules: Object.fromEntries(
        [...modules].map(([module, sum]) => [module, { points: sum.points / 100, max: sum.max / 100 }]),
      ),
    },
  };
}
