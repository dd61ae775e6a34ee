import { describe, expect, it } from 'vitest';
import { BODY, DECK, lessonSample, sampleItem } from '../content-samples.ts';
import { namesInItem, namesInLesson, realName } from './name-rules.ts';

describe('a real name', () => {
  it.each([
    ['杭州一家公司', '杭州'],
    ['他在腾讯工作', '腾讯'],
    ['张建国同志被通报', '张建国同志'],
    ['李明（男，四十岁）', '李明（男，'],
  ])('is found: %s', (text, found) => expect(realName(text)).toBe(found));

  it.each(['某市发改委的老韩', '小辛和处长', '到甲国探亲', '王处长说', '任何同志都不例外', '高级先生'])(
    'is not seen in: %s',
    (text) => expect(realName(text)).toBeNull(),
  );
});

describe('names', () => {
  const withCase = (what: string) =>
    BODY.replace(DECK, `:::case{id=story title="案情"}\n- 起因 | ${what}\n- 后来 | 查出\n- 结果 | 处理\n:::`);

  it('are found in the cases of a lesson', () => {
    expect(namesInLesson(lessonSample(withCase('深圳一名工程师拍下图纸')))[0]?.message).toContain('“深圳”');
    expect(namesInLesson(lessonSample(withCase('某单位一名工程师拍下图纸')))).toEqual([]);
  });

  it('may stand outside a case, where statutes and history are told', () => {
    expect(namesInLesson(lessonSample(BODY.replace('正文。', '北京市保守国家秘密条例另有规定。')))).toEqual([]);
  });

  it('are found in questions set in a situation', () => {
    expect(namesInItem(sampleItem({ stem: '华为的一名员工向您要图纸。您应当' }))[0]?.message).toContain('“华为”');
    expect(namesInItem(sampleItem({ stem: '一名员工向您要图纸。您应当' }))).toEqual([]);
  });
});
