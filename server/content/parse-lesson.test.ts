import { describe, expect, it } from 'vitest';
import { BODY, FRONT, lessonSample, parseSample, SUMMARY } from './content-samples.ts';

const inSection = (block: string) => `开头。\n\n## 节\n\n${block}\n\n${SUMMARY}\n`;
/** Front matter takes 13 lines, one is empty, the section's text starts four lines further down. */
const LINE = 19;

describe('a well-formed lesson', () => {
  it('becomes plain data with sections s1, s2, … and without a problem', () => {
    const { parsed, problems } = parseSample(BODY);
    expect(problems).toEqual([]);
    expect(parsed?.lesson.sections.map((s) => [s.id, s.title])).toEqual([
      ['s1', '第一节'],
      ['s2', '第二节'],
      ['s3', '第三节'],
    ]);
    expect(parsed?.lesson.summary).toHaveLength(3);
    expect(JSON.parse(JSON.stringify(parsed?.lesson))).toEqual(parsed?.lesson);
  });

  it('labels a citation as readers know it', () => {
    const { lesson } = lessonSample(inSection('正文。:cite[保密法/2024/31(三)] 下一句。'));
    expect(lesson.sections[0]?.blocks[0]).toEqual({
      type: 'paragraph',
      children: [
        { type: 'text', text: '正文。' },
        {
          type: 'cite',
          law: '保密法',
          version: '2024',
          article: '31',
          item: '三',
          label: '《保密法》第三十一条第（三）项',
        },
        { type: 'text', text: '下一句。' },
      ],
    });
  });

  it('keeps bold text, lists and tables', () => {
    const { lesson } = lessonSample(inSection('- 一\n- **二**\n\n| a | b |\n| - | - |\n| 1 | 2 |'));
    expect(lesson.sections[0]?.blocks.map((b) => b.type)).toEqual(['list', 'table']);
  });

  it('reads a scenario with verdicts, next and rule', () => {
    const block =
      ':::scenario{id=a}\n问？\n\n- [甲] 后果。 {ok next=b}\n- [乙] 后果。 {best}\n\n> 规则：规则。\n:::\n\n:::scenario{id=b step}\n- [丙] 后果。 {best}\n- [丁] 后果。 {wrong}\n:::';
    const { parsed, problems } = parseSample(inSection(block));
    expect(problems).toEqual([]);
    expect(parsed?.lesson.sections[0]?.blocks).toMatchObject([
      {
        type: 'scenario',
        step: false,
        choices: [{ text: '甲', verdict: 'ok', next: 'b', consequence: [{ text: '后果。' }] }, { verdict: 'best' }],
        rule: [{ text: '规则。' }],
      },
      { type: 'scenario', id: 'b', step: true },
    ]);
  });

  it('reads cards, case, chain and steps', () => {
    const blocks = [
      ':::cards\n- 处境 | 做 | 不做 | 为什么 :cite[保密法/2024/29]\n:::',
      ':::case{id=c title="案"}\n- 周一 | 发文 | 在这里本可以：先问\n- 周二 | 收文\n:::',
      ':::chain{id=d title="链"}\n- 节点 a | 甲 | 人员\n- 节点 b | 乙 | 平台\n- 连线 a > b | 邮箱 | 发出 | 可拦：不发\n:::',
      ':::steps{title="步"}\n- 一 | 说明\n:::',
    ];
    const { parsed, problems } = parseSample(inSection(blocks.join('\n\n')));
    expect(problems).toEqual([]);
    expect(parsed?.lesson.sections[0]?.blocks).toMatchObject([
      { type: 'cards', cards: [{ why: [{ text: '为什么 ' }, { type: 'cite' }] }] },
      { type: 'case', steps: [{ couldHave: [{ text: '先问' }] }, { what: [{ text: '收文' }] }] },
      { type: 'chain', edges: [{ from: 'a', to: 'b', channel: '邮箱', what: '发出', stop: '不发' }] },
      { type: 'steps', items: [{ title: [{ text: '一' }] }] },
    ]);
  });
});

describe('malformed text is refused with its line', () => {
  it.each([
    ['HTML block', '<div>x</div>', '正文不能写 HTML'],
    ['inline HTML', '正文<b>x</b>', '正文不能写 HTML'],
    ['link', '见[这里](https://example.org)', '正文不能有链接'],
    ['bare address', '见 https://example.org', '正文不能有链接'],
    ['image', '![图](a.png)', '正文不能有图片'],
    ['code block', '```\nx\n```', '正文不能写代码块'],
    ['quotation', '> 引用', '只能作为情景的规则'],
    ['rule', '***', '正文不能用分隔线'],
    ['unknown block', ':::video\n- a\n:::', '未知的积木“video”'],
    ['unknown inline', '比例 :foo[x]', '未知的行内积木“:foo”'],
    ['inherited name', ':::constructor\n- a\n:::', '未知的积木“constructor”'],
    ['first-level heading', '# 标题', '只能用三级标题'],
    ['citation format', '文。:cite[保密法/31]', '不合格式'],
    ['unknown article', '文。:cite[保密法/2024/99]', '没有第九十九条'],
    ['unknown item', '文。:cite[保密法/2024/31(九)]', '没有第（九）项'],
    ['unknown law', '文。:cite[民法/2024/1]', '登记册中没有'],
    ['cards with three columns', ':::cards\n- a | b | c\n:::', '应有 4 栏，这里有 3 栏'],
    ['empty column', ':::cards\n- a | | c | d\n:::', '有空栏'],
    ['block without a list', ':::cards\n文字\n:::', '应当是一个列表'],
    ['deck verdict', ':::deck{id=x}\n- a | 可以 | 理由\n:::', '只能是“能”或“不能”'],
    ['deck without id', ':::deck\n- a | 能 | 理由\n:::', '缺少属性 id'],
    ['unknown attribute', ':::cards{color=red}\n- a | b | c | d\n:::', '不认识属性 color'],
    ['scenario without choices', ':::scenario{id=x}\n问？\n:::', '缺少选项列表'],
    ['choice without verdict', ':::scenario{id=x}\n- [甲] 后果。\n:::', '应以 {best}、{ok} 或 {wrong} 结尾'],
    ['choice with unknown verdict', ':::scenario{id=x}\n- [甲] 后果。 {good}\n:::', '不合格式'],
    ['choice without text', ':::scenario{id=x}\n- 甲 后果。 {best}\n:::', '应以 [选项文字] 开头'],
    ['chain kind', ':::chain{id=x title=y}\n- 节点 a | 甲 | 动物\n:::', '类型取'],
    ['chain edge', ':::chain{id=x title=y}\n- 连线 a > b | 邮箱 | 发出\n:::', '没有写在前面'],
    ['unclosed block', ':::cards\n- a | b | c | d', '积木没有用 ::: 结束'],
  ])('%s', (_, block, message) => {
    const { problems } = parseSample(inSection(block));
    expect(problems.join('\n')).toContain(message);
    expect(Number(problems[0]?.split(' ')[0])).toBeGreaterThanOrEqual(LINE - 1);
  });

  it('names the very line of a list item', () => {
    const { problems } = parseSample(inSection(':::cards\n- a | b | c | d\n- a | b\n:::'));
    expect(problems).toEqual([`${LINE + 2} 积木“cards”的列表项应有 4 栏，这里有 2 栏`]);
  });

  it('an id used twice', () => {
    const deck = ':::deck{id=x}\n- a | 能 | b\n:::';
    expect(parseSample(inSection(`${deck}\n\n${deck}`)).problems.join()).toContain('编号“x”在本课中重复');
  });

  it('a lesson without summary, or with text after it', () => {
    expect(parseSample('开头。\n\n## 节\n\n文。\n').problems.join()).toContain('课程缺少 summary');
    expect(parseSample(`${inSection('文。')}\n之后。\n`).problems.join()).toContain('放在全课最后');
  });
});

describe('front matter is strict', () => {
  it.each([
    ['a missing field', FRONT.replace('minutes: 12\n', ''), '字段 minutes'],
    ['an unknown field', `${FRONT}author: x\n`, 'author'],
    ['an id that is not the file name', FRONT.replace('m6-phones', 'm6-other'), '与文件名不一致'],
    ['another module', FRONT.replace('M6', 'M5'), '模块 M5 与编号'],
    ['an unknown topic', FRONT.replace('保密技术防范', '别的'), '字段 topics.0'],
    ['a law with an item', FRONT.replace('2024/31', '2024/31(三)'), '不含项'],
    ['an article that does not exist', FRONT.replace('2024/31', '2024/77'), '引用不存在'],
    ['broken YAML', `${FRONT}title: [\n`, 'YAML 格式错误'],
  ])('refuses %s', (_, front, message) => {
    expect(parseSample(BODY, front).problems.join('\n')).toContain(message);
  });

  it('names the line of a wrong field', () => {
    expect(parseSample(BODY, FRONT.replace('minutes: 12', 'minutes: 0')).problems[0]).toMatch(/^8 字段 minutes/);
  });
});
