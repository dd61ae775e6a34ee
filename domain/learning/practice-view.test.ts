import { expect, test } from 'vitest';
import { type PracticeTopic, weakTopics } from './practice-view.ts';

const topic = (lessonId: string, answered: number, correct: number): PracticeTopic => ({
  lessonId,
  number: '',
  title: '',
  items: 10,
  seen: answered,
  answered,
  correct,
  due: 0,
  wrong: 0,
});

test('weak topics are the three weakest below 70 %, and only those answered three times or more', () => {
  const topics = [
    topic('few', 2, 0),
    topic('good', 10, 7),
    topic('half', 10, 5),
    topic('bad', 3, 0),
    topic('poor', 10, 2),
    topic('close', 10, 6),
  ];
  expect(weakTopics(topics).map((one) => one.lessonId)).toEqual(['bad', 'poor', 'half']);
});

test('nobody who has not practised is told of a weakness', () => {
  expect(weakTopics([topic('none', 0, 0)])).toEqual([]);
});
