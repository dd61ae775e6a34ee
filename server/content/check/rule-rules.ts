import { parseLawRef } from '../law-ref.ts';
import type { LawRegister } from '../read-laws.ts';
import { type ParsedRule, RULES_FILE } from '../read-rules.ts';
import { error, type Finding } from './finding.ts';
import { redIn } from './red-list.ts';

/** Every word of a rule. */
export function ruleText({ source }: ParsedRule): string {
  return [source.title, source.today ?? '', source.do, source.dont, source.why].join('\n');
}

/** Rules cite law in force. */
export function ruleCitations({ source, lineAt }: ParsedRule, laws: LawRegister): Finding[] {
  return source.laws.flatMap((text, index) => {
    const ref = parseLawRef(text);
    if (!ref || laws.get(`${ref.law}/${ref.version}`)?.isInForce !== false) return [];
    const message = `${source.id} 引用的 ${ref.law}/${ref.version} 不是现行有效版本`;
    return error(RULES_FILE, lineAt(['laws', index]), message);
  });
}

/** No rule tells people to do what is on the red list; what it tells them not to do may name it. */
export function redListInRule(rule: ParsedRule): Finding[] {
  const { title, do: dos, why } = rule.source;
  return [title, dos, why].flatMap((text) => {
    const found = redIn(text);
    return found ? error(RULES_FILE, rule.line, `${rule.source.id} 不得作为正确做法讲授：${found}`) : [];
  });
}

/** An article named in the words would escape the check of the references. */
export function articlesInRule(rule: ParsedRule): Finding[] {
  return /第[一二三四五六七八九十百零\d]+条/.test(ruleText(rule))
    ? [error(RULES_FILE, rule.line, `${rule.source.id} 正文不写条号，条号写在 laws`)]
    : [];
}
