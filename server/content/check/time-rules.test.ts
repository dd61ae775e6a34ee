import { expect, test } from 'vitest';
import { BODY, FRONT, lessonSample, sampleBoolean } from '../content-samples.ts';
import { neededMinutes, timeShown } from './time-rules.ts';

const lasting = (minutes: number) => lessonSample(BODY, FRONT.replace('minutes: 12', `minutes: ${minutes}`));
const longer = (characters: number) => lessonSample(BODY.replace('正文。', '字'.repeat(characters)));

test('three hundred characters more take one minute more', () => {
  const { lesson } = longer(300);
  expect(neededMinutes(longer(600).lesson, []) - neededMinutes(lesson, [])).toBeCloseTo(1);
});

test('a question at the end takes time of its own', () => {
  const { lesson } = lasting(12);
  expect(neededMinutes(lesson, [sampleBoolean(true).source])).toBeGreaterThan(neededMinutes(lesson, []) + 0.3);
});

test('a lesson that credits much more or much less time than it takes is found', () => {
  const needed = Math.ceil(neededMinutes(lasting(12).lesson, []));
  expect(timeShown(lasting(needed), [])).toEqual([]);
  expect(timeShown(lasting(needed * 3), [])[0]?.message).toContain('读完约需');
  expect(timeShown(longer(20_000), [])[0]?.message).toContain('标明 12 分钟');
});
