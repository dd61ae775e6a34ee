import type { ItemBody } from './item.ts';

type Orders = Readonly<Record<string, readonly string[]>>;
type Row = { readonly id: string };

const idsOf = (rows: readonly Row[]) => rows.map((row) => row.id);

/** The sides of a matching item among the lists of its paper order. */
export const LEFT = 'left';
export const RIGHT = 'right';

/**
 * Every list of an item whose order may be drawn: `''` for the options of 单选、多选 and the steps of 排序, `left` and
 * `right` for 配对, the part's id for the choice parts of a case set. Tells nothing of the key.
 */
export function optionIdsOf(body: ItemBody): Record<string, string[]> {
  switch (body.type) {
    case 'single':
    case 'multiple':
      return { '': idsOf(body.options) };
    case 'ordering':
      return { '': idsOf(body.items) };
    case 'matching':
      return { [LEFT]: idsOf(body.left), [RIGHT]: idsOf(body.right) };
    case 'case':
      return Object.fromEntries(
        body.parts.flatMap((part) => (part.type === 'boolean' ? [] : [[part.id, idsOf(part.options)]])),
      );
    default:
      return {};
  }
}

function ordered<T extends Row>(rows: readonly T[], order: readonly string[] | undefined): T[] {
  if (!order) return [...rows];
  const byId = new Map(rows.map((row) => [row.id, row]));
  return order.flatMap((id) => byId.get(id) ?? []);
}

/** The item with its lists in a drawn order; a list the order does not name stays as it is. */
export function inOrder(body: ItemBody, order: Orders): ItemBody {
  switch (body.type) {
    case 'single':
    case 'multiple':
      return { ...body, options: ordered(body.options, order['']) };
    case 'ordering':
      return { ...body, items: ordered(body.items, order['']) };
    case 'matching':
      return { ...body, left: ordered(body.left, order[LEFT]), right: ordered(body.right, order[RIGHT]) };
    case 'case':
      return {
        ...body,
        parts: body.parts.map((part) =>
          part.type === 'boolean' ? part : { ...part, options: ordered(part.options, order[part.id]) },
        ),
      };
    default:
      return body;
  }
}
