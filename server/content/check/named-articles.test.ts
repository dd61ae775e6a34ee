import { describe, expect, it } from 'vitest';
import { BODY, lessonSample, sampleItem, sampleLaws } from '../content-samples.ts';
import { articlesInItem, articlesInLesson, articlesNamed } from './named-articles.ts';

const laws = sampleLaws();
const found = (explanation: string, listed = ['保密法/2024/31']) =>
  articlesInItem(sampleItem({ explanation, laws: listed }), laws)
    .map((finding) => finding.message)
    .join('；');

describe('articles named in words', () => {
  it('belong to the law named before them in the paragraph', () => {
    const text = '保密法第二十九条、第三十一条。\n制度第七条';
    expect(articlesNamed(text, laws).map(({ law, title }) => law + title)).toEqual([
      '保密法第二十九条',
      '保密法第三十一条',
    ]);
  });

  it('are accepted when the register holds them in force and the question lists them', () => {
    expect(found('不得存储（保密法第三十一条第三项）。')).toBe('');
  });

  it('are found when the register does not hold them, or only in a version no longer in force', () => {
    expect(found('见保密法第九十九条。')).toContain('登记册中没有现行有效的这一条');
    expect(found('见保密法第四十八条。')).toContain('登记册中没有现行有效的这一条');
  });

  it('are found when the list of articles leaves them out, in questions and lessons', () => {
    expect(found('见保密法第二十九条。')).toContain('写到 保密法第二十九条，laws 里没有列出');
    const lesson = lessonSample(BODY.replace('正文。', '保密法第二十九条也管这件事。'));
    expect(articlesInLesson(lesson, laws)[0]?.message).toContain('第二十九条');
    expect(articlesInLesson(lessonSample(BODY), laws)).toEqual([]);
  });
});
