import type { DemonstrationRows } from '#db/dal/system-demonstration.ts';
import { assemblePaper } from '#domain/assessment/assemble.ts';
import { type AttemptFact, canStart, deadlineFor } from '#domain/assessment/attempt-state.ts';
import type { Blueprint } from '#domain/assessment/blueprint.ts';
import { gradePaper } from '#domain/assessment/grade.ts';
import type { ItemCard } from '#domain/assessment/item.ts';
import type { Response } from '#domain/assessment/response.ts';
import { errorMessage } from '#domain/shared/errors.ts';
import { type Rng, rngFrom, shuffled } from '#domain/shared/rng.ts';
import { bankItem, examPool } from '../operations/exam/bank.ts';
import { answerTo } from './answers.ts';
import { laterBy } from './calendar.ts';
import { between, uuid } from './chance.ts';
import type { Member, Span } from './roster-types.ts';

export type DemonstrationExam = {
  readonly id: string;
  readonly planKind: string;
  readonly trainingYear: number;
  readonly blueprint: Blueprint;
  readonly opensAt: Date;
  readonly closesAt: Date;
};

/** How often each item stood in a paper so far, and in whose. */
export type Exposure = { readonly total: Map<string, number>; readonly byPerson: Map<string, Map<string, number>> };

type Rows = Required<
  Pick<
    DemonstrationRows,
    'attempts' | 'attemptItems' | 'attemptAnswers' | 'attemptAnswerEvents' | 'attemptEvents' | 'grades'
  >
>;
export type Sitting = {
  readonly attemptId: string;
  readonly no: number;
  readonly startedAt: Date;
  readonly closedAt: Date;
  readonly score: number;
  readonly passed: boolean;
  readonly rows: Rows;
};

function count(map: Map<string, number>, key: string): void {
  map.set(key, (map.get(key) ?? 0) + 1);
}

async function cardsFor(personId: string, exposure: Exposure): Promise<{ cards: ItemCard[]; bankHash: string }> {
  const seen = exposure.byPerson.get(personId) ?? new Map<string, number>();
  const { cards, bankHash } = await examPool(seen);
  return { cards: cards.map((card) => ({ ...card, exposure: exposure.total.get(card.itemId) ?? 0 })), bankHash };
}

type Answered = { readonly position: number; readonly seq: number; readonly response: Response; readonly at: Date };

/** The answers in the order given, with some that were changed at the end. */
function answersInTime(
  given: readonly (readonly [number, Response])[],
  startedAt: Date,
  seconds: number,
  rng: Rng,
): Answered[] {
  const step = seconds / (given.length + 2);
  const first = given.map(([position, response], index) => ({
    position,
    seq: 1,
    response,
    at: laterBy(startedAt, Math.round(step * (index + 0.3 + 0.6 * rng()))),
  }));
  const again = shuffled(rng, first)
    .slice(0, between(rng, 0, 3))
    .map((answer, index) => ({
      ...answer,
      seq: 2,
      at: laterBy(startedAt, Math.round(step * (given.length + 0.3 * (index + 1)))),
    }));
  return [...first, ...again];
}

/** Checked by the rule of the product, so that no attempt of the history is one it would have refused. */
function assertMayStart(exam: DemonstrationExam, earlier: readonly AttemptFact[], startedAt: Date, span: Span): void {
  const { attemptsMax, coolDownMinutes } = exam.blueprint;
  const decision = canStart(
    {
      now: startedAt,
      opensAt: exam.opensAt,
      closesAt: exam.closesAt,
      isAssigned: true,
      missingLessons: 0,
      attempts: earlier,
      attemptsMax,
      coolDownMinutes,
    },
    span.zone,
  );
  if (!decision.ok) throw new Error(errorMessage(decision.error.code, decision.error.meta));
}

async function paperFor(member: Member, exam: DemonstrationExam, no: number, exposure: Exposure, rng: Rng) {
  const { cards, bankHash } = await cardsFor(member.id, exposure);
  const seed = uuid(rng).replaceAll('-', '');
  const drawn = assemblePaper(exam.blueprint, cards, seed);
  if (!drawn.ok) throw new Error(errorMessage(drawn.error.code, drawn.error.meta));
  const seen = exposure.byPerson.get(member.id) ?? new Map<string, number>();
  exposure.byPerson.set(member.id, seen);
  const items = await Promise.all(
    drawn.value.items.map(async (item) => ({
      ...item,
      ...(await bankItem(item.itemId, item.version)),
      section: item.section,
    })),
  );
  for (const { itemId } of items) {
    count(exposure.total, itemId);
    count(seen, itemId);
  }
  // Who sits an exam again has read up on it.
  const ability = member.ability + 0.35 * (no - 1);
  const given = items.flatMap((item) => {
    const response = answerTo(item, ability, rng);
    return response ? [[item.position, response] as const] : [];
  });
  return { seed, bankHash, items, given };
}

type Timing = {
  readonly seconds: number;
  readonly deadlineAt: Date;
  readonly closedAt: Date;
  readonly closedBy: 'candidate' | 'deadline';
};

/** When the attempt ends: mostly handed in before the deadline, now and then closed at it. */
function timesOf(exam: DemonstrationExam, startedAt: Date, rng: Rng): Timing {
  const { durationSeconds } = exam.blueprint;
  const deadlineAt = deadlineFor(startedAt, durationSeconds, 0, exam.closesAt);
  const seconds = Math.round(durationSeconds * (0.4 + 0.5 * rng()));
  if (rng() < 0.02) return { seconds, deadlineAt, closedAt: laterBy(deadlineAt, 8), closedBy: 'deadline' };
  return { seconds, deadlineAt, closedAt: laterBy(startedAt, seconds), closedBy: 'candidate' };
}

type Ids = { readonly attemptId: string; readonly sessionId: string };

function answerRows(answers: readonly Answered[], { attemptId, sessionId }: Ids) {
  const last = new Map(answers.map((answer) => [answer.position, answer]));
  return {
    attemptAnswers: [...last.values()].map(({ at, ...answer }) => ({ attemptId, ...answer, savedAt: at })),
    attemptAnswerEvents: answers.map((answer) => ({ attemptId, ...answer, isLate: false, sessionId })),
  };
}

/** A few look away from the page for a moment. */
function absence(startedAt: Date, seconds: number, ids: Ids, rng: Rng): Rows['attemptEvents'] {
  if (rng() >= 0.07) return [];
  const left = laterBy(startedAt, Math.round(seconds / 3));
  return [
    { ...ids, kind: 'left-page', detail: {}, at: left },
    { ...ids, kind: 'returned', detail: {}, at: laterBy(left, between(rng, 4, 40)) },
  ];
}

/**
 * One attempt from the draw to the grade, by the rules of the product; only what a person knows is made up.
 * @throws Error when the product would not have let them start.
 */
export async function sit(
  member: Member,
  exam: DemonstrationExam,
  earlier: readonly AttemptFact[],
  startedAt: Date,
  world: { exposure: Exposure; span: Span },
): Promise<Sitting> {
  const no = earlier.length + 1;
  const rng = rngFrom(`jianglan:attempt:${member.employeeNo}:${exam.blueprint.id}:${startedAt.toISOString()}:${no}`);
  assertMayStart(exam, earlier, startedAt, world.span);
  const { seed, bankHash, items, given } = await paperFor(member, exam, no, world.exposure, rng);
  const grade = gradePaper(items, new Map(given), exam.blueprint.multipleRule, exam.blueprint.passMark);
  const timing = timesOf(exam, startedAt, rng);
  const answers = answersInTime(given, startedAt, timing.seconds - 5, rng);
  const ids = { attemptId: uuid(rng), sessionId: uuid(rng) };
  const rows: Rows = {
    attempts: [
      {
        id: ids.attemptId,
        examId: exam.id,
        personId: member.id,
        attemptNo: no,
        state: 'graded',
        seed,
        bankHash,
        startedAt,
        deadlineAt: timing.deadlineAt,
        holderSessionId: ids.sessionId,
        closedAt: timing.closedAt,
        closedBy: timing.closedBy,
      },
    ],
    attemptItems: items.map(({ position, itemId, version, section, points, optionOrder }) => ({
      attemptId: ids.attemptId,
      position,
      itemId,
      itemVersion: version,
      section,
      points,
      optionOrder,
    })),
    ...answerRows(answers, ids),
    attemptEvents: absence(startedAt, timing.seconds, ids, rng),
    grades: [{ id: uuid(rng), attemptId: ids.attemptId, gradeNo: 1, ...grade, gradedAt: timing.closedAt }],
  };
  return {
    attemptId: ids.attemptId,
    no,
    startedAt,
    closedAt: timing.closedAt,
    score: grade.score,
    passed: grade.passed,
    rows,
  };
}
