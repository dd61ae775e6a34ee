import { expect, type Page } from '@playwright/test';
import type { Sql } from 'postgres';
import type { AttemptView } from '#domain/assessment/attempt-view.ts';
import { type Key, rightAnswer } from '#tests/support/right-answer.ts';
import type { Employee } from './people.ts';
import { callApi } from './test.ts';

/** Begins the exam of the plan a person owes. */
export async function startExam(page: Page, owner: Sql, who: Employee): Promise<AttemptView> {
  const [exam] = await owner<
    { id: string }[]
  >`select id from exams where plan_kind = 'annual-all' and training_year = ${who.year}`;
  const started = await callApi(page, 'POST', `/api/v1/exams/${exam?.id}/attempts`);
  expect(started.status(), await started.text()).toBe(201);
  return (await started.json()) as AttemptView;
}

/** The keys of a paper, by position. */
export async function keysOf(owner: Sql, attemptId: string): Promise<ReadonlyMap<number, Key>> {
  const rows = await owner<{ position: number; key: Key }[]>`
    select i.position, k.key from attempt_items i join item_keys k on k.item_id = i.item_id and k.version = i.item_version
    where i.attempt_id = ${attemptId} order by i.position`;
  return new Map(rows.map(({ position, key }) => [position, key]));
}

/** Sits the exam through the API with every answer right. @returns the certificate it earned, if any. */
export async function passExam(page: Page, owner: Sql, who: Employee): Promise<string | null> {
  const { attemptId } = await startExam(page, owner, who);
  for (const [position, key] of await keysOf(owner, attemptId)) {
    const saved = await callApi(page, 'PUT', `/api/v1/attempts/${attemptId}/answers/${position}`, {
      seq: 1,
      response: rightAnswer(key),
    });
    expect(saved.status(), await saved.text()).toBe(200);
  }
  const submitted = await callApi(page, 'POST', `/api/v1/attempts/${attemptId}/submit`);
  expect(await submitted.json()).toMatchObject({ state: 'graded', passed: true });
  const result = await callApi(page, 'GET', `/api/v1/attempts/${attemptId}/result`);
  return ((await result.json()) as { certificateId: string | null }).certificateId;
}
