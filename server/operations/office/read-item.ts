import { db, readDb } from '#db/client.ts';
import { recordAudit } from '#db/dal/audit.ts';
import { type AnswerRow, getItemWithKey, type ItemWithKey, listAnswers } from '#db/dal/office.ts';
import type { Principal } from '#domain/access/principal.ts';
import type { ItemBody, ItemKey, ItemPart } from '#domain/assessment/item.ts';
import {
  type DistractorRow,
  distractorTable,
  type ItemStatistics,
  itemStatistics,
} from '#domain/assessment/item-statistics.ts';
import type { PartResponse, Response } from '#domain/assessment/response.ts';
import { ok, type Result } from '#domain/shared/result.ts';
import { parseLawRef, refLabel } from '../../content/law-ref.ts';
import { content } from '../../content/read-content.ts';

const ANSWERS_READ = 5000;

export type QuestionReport = {
  /** `''` for the item itself, else the part of a case set. */
  readonly partId: string;
  readonly stem: string;
  readonly options: readonly {
    readonly id: string;
    readonly text: string;
    readonly isCorrect: boolean;
    readonly why: string;
  }[];
  readonly explanation: string;
  /** Lines that tell the key of an item without options: the texts of each blank, the steps in order, the pairs. */
  readonly accepted: readonly string[];
  readonly distractors: readonly DistractorRow[];
};

export type ItemReport = {
  readonly item: Pick<
    ItemWithKey,
    'itemId' | 'version' | 'pool' | 'lessonId' | 'difficulty' | 'difficultyReason' | 'status'
  >;
  readonly type: ItemBody['type'];
  readonly lesson: { readonly number: string; readonly title: string };
  readonly stem: string;
  readonly laws: readonly string[];
  readonly statistics: ItemStatistics;
  readonly questions: readonly QuestionReport[];
  readonly explanation: string;
};

type Question = { readonly partId: string; readonly body: ItemBody | ItemPart; readonly key: ItemKey | undefined };

const TRUE_FALSE = [
  { id: 'true', text: '正确' },
  { id: 'false', text: '错误' },
];

function questionsOf(body: ItemBody, key: ItemKey): Question[] {
  if (body.type !== 'case') return [{ partId: '', body, key }];
  const parts = key.type === 'case' ? key.parts : {};
  return body.parts.map((part) => ({ partId: part.id, body: part, key: parts[part.id] }));
}

function chosenIn(response: PartResponse | Response | null | undefined): string[] {
  if (!response) return [];
  if (response.type === 'single') return response.choice === null ? [] : [response.choice];
  if (response.type === 'multiple') return response.choices;
  if (response.type === 'boolean') return response.value === null ? [] : [String(response.value)];
  return [];
}

function chosen(response: Response | null, partId: string): string[] {
  if (partId === '') return chosenIn(response);
  return response?.type === 'case' ? chosenIn(response.parts[partId]) : [];
}

function correctOf(key: ItemKey | undefined): string[] {
  if (key?.type === 'boolean') return [String(key.answer)];
  return key?.type === 'single' || key?.type === 'multiple' ? key.correct : [];
}

const textIn = (rows: readonly { readonly id: string; readonly text: string }[], id: string | undefined) =>
  rows.find((row) => row.id === id)?.text ?? '';

function acceptedLines(body: Question['body'], key: ItemKey | undefined): string[] {
  if (body.type === 'fill' && key?.type === 'fill') {
    return key.blanks.map((blank, i) => `第 ${i + 1} 空：${blank.join(' / ')}`);
  }
  if (body.type === 'ordering' && key?.type === 'ordering') {
    return key.order.map((id, i) => `第 ${i + 1} 步：${textIn(body.items, id)}（${key.why[id] ?? ''}）`);
  }
  if (body.type !== 'matching' || key?.type !== 'matching') return [];
  return body.left.map(({ id, text }) => `${text} — ${textIn(body.right, key.pairs[id])}（${key.why[id] ?? ''}）`);
}

function report({ partId, body, key }: Question, answers: readonly AnswerRow[]): QuestionReport {
  const listed = body.type === 'boolean' ? TRUE_FALSE : 'options' in body ? body.options : [];
  const correct = correctOf(key);
  const why = key?.type === 'single' || key?.type === 'multiple' ? key.why : {};
  return {
    partId,
    stem: body.stem,
    options: listed.map(({ id, text }) => ({ id, text, isCorrect: correct.includes(id), why: why[id] ?? '' })),
    explanation: key?.explanation ?? '',
    accepted: acceptedLines(body, key),
    distractors: distractorTable(
      answers.map((row) => ({ chosen: chosen(row.response, partId), total: row.total })),
      listed.map((option) => option.id),
      correct,
    ),
  };
}

/**
 * A question with key, reasons and what candidates chose. Whoever opens an exam question's key is written to the audit
 * trail first. @returns NOT_FOUND for an unknown question and for anybody but the 保密办.
 */
export async function readItemReport(principal: Principal, itemId: string): Promise<Result<ItemReport>> {
  const found = await getItemWithKey(readDb, principal, itemId);
  if (!found.ok) return found;
  const { body, key, laws, ...item } = found.value;
  if (item.pool === 'exam') {
    await recordAudit(db, principal, {
      action: 'item.read-key',
      subjectType: 'item',
      subjectId: itemId,
      detail: { version: item.version },
    });
  }
  const answers = await listAnswers(readDb, principal, item, ANSWERS_READ);
  const lesson = content().lessons.get(item.lessonId);
  const questions = questionsOf(body, key).map((question) => report(question, answers));
  return ok({
    item,
    type: body.type,
    lesson: { number: lesson?.number ?? '', title: lesson?.title ?? item.lessonId },
    stem: body.stem,
    laws: laws.flatMap((ref) => {
      const parsed = parseLawRef(ref);
      return parsed
        ? [refLabel(parsed, content().laws.get(`${parsed.law}/${parsed.version}`)?.isInForce ?? false)]
        : [];
    }),
    statistics: itemStatistics(
      answers.map((row) => ({ mark: row.points, total: row.total })),
      answers[0]?.max ?? 0,
    ),
    questions,
    explanation: key.explanation,
  });
}
