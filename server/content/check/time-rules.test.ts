import { expect, test } from 'vitest';
import { BODY, FRONT, lessonSample, sampleBoolean } from '../content-samples.ts';
import { neededMinutes, timeShown } from './time-rules.ts';

const longer = (characters: number) => lessonSample(BODY.replace('正文。', '字'.repeat(characters)));

test('three hundred characters more take one minute more', () => {
  const { lesson } = longer(300);
  expect(neededMinutes(longer(600).lesson, []) - neededMinutes(lesson, [])).toBeCloseTo(1);
});

test('a question at the end takes time of its own', () => {
  const { lesson } = lessonSample(BODY);
  expect(neededMinutes(lesson, [sampleBoolean(true).source])).toBeGreaterThan(neededMinutes(lesson, []) + 0.3);
});

test('a lesson that credits much more or much less time than it takes is found', () => {
  const tenMinutes = BODY.replace('正文。', '字'.repeat(2700));
  const lasting = (minutes: number) => lessonSample(tenMinutes, FRONT.replace('minutes: 12', `minutes: ${minutes}`));
  expect(timeShown(lasting(10), [])).toEqual([]);
  expect(timeShown(lasting(15), [])[0]?.message).toContain('标明 15 分钟，读完约需 10.');
  expect(timeShown(lasting(7), [])[0]?.message).toContain('标明 7 分钟');
});
