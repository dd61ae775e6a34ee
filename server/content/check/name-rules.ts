import { questionsOf } from '../../../domain/assessment/item-source.ts';
import type { Block } from '../../../domain/learning/lesson-ast.ts';
import type { ParsedLesson } from '../parse-lesson.ts';
import type { ParsedItem } from '../read-items.ts';
import { error, type Finding } from './finding.ts';
import { blocksOf, shownWords } from './lesson-text.ts';

/** Places that fix a case to somebody: provinces and large cities. Countries stay 甲国, 乙国. */
const PLACES =
  /北京|天津|上海|重庆|河北|山西|内蒙古|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆|深圳|广州|杭州|南京|武汉|成都|西安|青岛|大连|厦门|宁波|苏州|美国|日本|英国|俄罗斯|韩国|印度|德国|法国/;

/** Well-known firms, schools and papers, by parts of their names. */
const UNITS =
  /清华|北大|复旦|浙大|交通大学|华为|中兴通讯|腾讯|阿里巴巴|百度|字节跳动|京东|小米|联想|大疆|苹果公司|微软|谷歌|特斯拉|中石油|中石化|中国移动|中国电信|中国联通|国家电网|航天科技|航天科工|中航工业|兵器工业|中核集团|中国银行|工商银行|建设银行|农业银行|人民日报|新华社|中央电视台/;

const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤';
/** A full name before a title or in the words of a notice: 张某 and 小张 are nobody. */
const FULL_NAME = new RegExp(
  `(?<![\\p{L}])[${SURNAMES}][\\p{Script=Han}]{1,2}(先生|女士|同志|案|被判|被捕|（(男|女)[，、）])`,
  'u',
);
/** Words that begin with a surname and are none. */
const NO_NAME =
  /^(任何|方便|高级|万一|向上|何种|金融|严重|于是|江边|白天|夏天|马上|周末|周[一二三四五六日]|程序|任务|余下)/;

/** What names somebody or some unit that exists; null when nothing does. A heuristic: lists, not knowledge. */
export function realName(text: string): string | null {
  const place = PLACES.exec(text) ?? UNITS.exec(text);
  if (place) return place[0];
  const name = FULL_NAME.exec(text);
  return name && !NO_NAME.test(name[0]) ? name[0] : null;
}

/** Blocks that tell what happened to somebody. */
function tellsCase(block: Block): boolean {
  return block.type === 'case' || block.type === 'chain' || block.type === 'scenario';
}

/** Cases are told of 某市、老韩、甲国: who can be recognised has been named. Statutes and history stand elsewhere. */
export function namesInLesson(parsed: ParsedLesson): Finding[] {
  return blocksOf(parsed.lesson)
    .filter(tellsCase)
    .flatMap((block) => {
      const found = realName(shownWords(block).join('\n'));
      const line = 'id' in block ? (parsed.blockLines.get(block.id) ?? 1) : 1;
      return found ? [error(parsed.file, line, `案例里出现了真实的人名、地名或单位名“${found}”，请改为化名`)] : [];
    });
}

/** Questions set in a situation, and case sets, name nobody either. */
export function namesInItem(item: ParsedItem): Finding[] {
  const { source } = item;
  if (!source.situation && source.type !== 'case') return [];
  const found = realName([source.stem, ...questionsOf(source).map((question) => question.stem)].join('\n'));
  return found
    ? [error(item.file, item.line, `${source.id} 出现了真实的人名、地名或单位名“${found}”，请改为化名`)]
    : [];
}
