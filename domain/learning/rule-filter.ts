import type { RuleCard } from './rule-card.ts';
import { RULE_DEVICES, RULE_GROUPS, RULE_PLACES } from './rule-tags.ts';

/** What a reader asks of the rules; empty means no limit. */
export type RuleFilter = {
  readonly text: string;
  readonly group: string;
  readonly devices: readonly string[];
  readonly places: readonly string[];
};

export const NO_FILTER: RuleFilter = { text: '', group: '', devices: [], places: [] };

/** Case and full-width forms make no difference to who searches. */
const plain = (text: string) => text.normalize('NFKC').toLowerCase();

function haystack(rule: RuleCard): string {
  const { title, today = '', audience = '', why, group, basis } = rule;
  const laws = rule.laws.map(({ label }) => label);
  const words = [title, today, audience, rule.do, rule.dont, why, group, basis];
  return plain([...words, ...rule.devices, ...rule.places, ...laws, rule.lesson.title].join('\n'));
}

const hasAny = (own: readonly string[], wanted: readonly string[]) =>
  wanted.length === 0 || wanted.some((tag) => own.includes(tag));

/**
 * The rules that contain every word of the search, belong to the group, and concern at least one of the chosen devices
 * and at least one of the chosen places. The order stays.
 */
export function filterRules(rules: readonly RuleCard[], filter: RuleFilter): readonly RuleCard[] {
  const words = plain(filter.text).split(/\s+/).filter(Boolean);
  return rules.filter(
    (rule) =>
      (filter.group === '' || rule.group === filter.group) &&
      hasAny(rule.devices, filter.devices) &&
      hasAny(rule.places, filter.places) &&
      (words.length === 0 || words.every((word) => haystack(rule).includes(word))),
  );
}

type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

const first = (value: Query[string]): string => (typeof value === 'string' ? value : (value?.[0] ?? ''));
const each = (value: Query[string]): readonly string[] => (typeof value === 'string' ? [value] : (value ?? []));

/** The filter an address asks for; what is not on the lists is left out. */
export function filterOfQuery(query: Query): RuleFilter {
  const group = first(query.group);
  return {
    text: first(query.q).slice(0, 60),
    group: RULE_GROUPS.some((one) => one === group) ? group : '',
    devices: RULE_DEVICES.filter((one) => each(query.device).includes(one)),
    places: RULE_PLACES.filter((one) => each(query.place).includes(one)),
  };
}

/** The address part that asks for the filter again; empty without one. */
export function queryOfFilter(filter: RuleFilter): string {
  const query = new URLSearchParams();
  if (filter.text.trim()) query.set('q', filter.text.trim());
  if (filter.group) query.set('group', filter.group);
  for (const device of filter.devices) query.append('device', device);
  for (const place of filter.places) query.append('place', place);
  const text = query.toString();
  return text ? `?${text}` : '';
}

/** What is shown, in words for the head of a printed sheet; empty when everything is. */
export function filterWords({ text, group, devices, places }: RuleFilter): string {
  const search = text.trim() ? [`含“${text.trim()}”`] : [];
  return [...(group ? [group] : []), ...devices, ...places, ...search].join(' · ');
}
