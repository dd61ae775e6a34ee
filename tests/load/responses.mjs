/** A response that fits an item; `n` makes it differ from the one before. */
export function responseTo(item, n) {
  if (item.type === 'fill') return { type: 'fill', texts: Array.from({ length: item.blankCount }, () => `v${n}`) };
  if (item.type === 'ordering') return { type: 'ordering', order: turned(idsOf(item.items), n) };
  if (item.type === 'matching') return matchFor(item, n);
  if (item.type !== 'case') return choiceFor(item, n);
  return { type: 'case', parts: Object.fromEntries(item.parts.map((part) => [part.id, choiceFor(part, n)])) };
}

const idsOf = (list) => list.map((one) => one.id);

/** The list begun at another place. */
const turned = (ids, n) => [...ids.slice(n % ids.length), ...ids.slice(0, n % ids.length)];

function matchFor(item, n) {
  const right = turned(idsOf(item.right), n);
  return { type: 'matching', pairs: Object.fromEntries(idsOf(item.left).map((id, at) => [id, right[at]])) };
}

function choiceFor(item, n) {
  if (item.type === 'boolean') return { type: 'boolean', value: n % 2 === 0 };
  const ids = item.options.map((option) => option.id);
  if (item.type === 'single') return { type: 'single', choice: ids[n % ids.length] };
  const chosen = ids.filter((_, index) => ((n >> index) & 1) === 1);
  return { type: 'multiple', choices: chosen };
}

/** The same text for equal values, whatever order the keys came in. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const parts = Object.keys(value).sort();
  return `{${parts.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}
