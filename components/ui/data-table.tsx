import { ArrowDown, ArrowUp, ArrowUpDown } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';

export type Column<Row> = {
  readonly key: string;
  readonly head: string;
  readonly cell: (row: Row) => ReactNode;
  readonly align?: 'start' | 'end';
  /** A sortable column gets a link in its head. */
  readonly sortable?: boolean;
  /** Title of the card on a phone; mark one column. */
  readonly title?: boolean;
};

export type Sort = {
  readonly key: string;
  readonly direction: 'asc' | 'desc';
  /** The address of this page with another order in it. */
  readonly href: (key: string, direction: 'asc' | 'desc') => string;
};

const UNBROKEN = /^(?:[\d\s:./%-]+|[A-Z]{1,3}\d{1,9})$/;

type DataTableProps<Row> = {
  /** Says what the table lists; read out, not shown. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  sort?: Sort;
  density?: 'normal' | 'compact';
  /** `cards` (default) on a phone, or `table` for short numeric tables that fit. */
  phone?: 'cards' | 'table';
  /** Stands in place of the table when there are no rows. */
  empty?: ReactNode;
};

function SortLink({ column, sort }: { column: { key: string; head: string }; sort: Sort }) {
  const active = sort.key === column.key;
  const next = active && sort.direction === 'asc' ? 'desc' : 'asc';
  const Icon = active ? (sort.direction === 'asc' ? ArrowUp : ArrowDown) : ArrowUpDown;
  return (
    <Link
      prefetch={false}
      href={sort.href(column.key, next)}
      scroll={false}
      className="inline-flex items-center gap-1 hover:text-primary"
    >
      {column.head}
      <Icon aria-hidden className={`size-3.5 ${active ? 'text-primary' : 'text-ink-3'}`} />
    </Link>
  );
}

function ariaSort<Row>(column: Column<Row>, sort: Sort | undefined) {
  if (!column.sortable || sort?.key !== column.key) return undefined;
  return sort.direction === 'asc' ? 'ascending' : 'descending';
}

/** Dates, numbers and codes stay on one line. */
function whole(cell: ReactNode): ReactNode {
  const isNumber = typeof cell === 'number' || (typeof cell === 'string' && UNBROKEN.test(cell));
  return isNumber ? <span className="whitespace-nowrap">{cell}</span> : cell;
}

/** Sticky head, real links to sort by, and on a phone one card a row; server-rendered, no script of its own. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowKey, sort, density = 'normal', phone = 'cards', empty } = props;
  if (rows.length === 0 && empty) return empty;
  return (
    <section
      className="scroller relative overflow-auto rounded sm:max-h-[80dvh]"
      aria-label={caption}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
      tabIndex={0}
    >
      <table className="data-table" data-density={density} data-phone={phone}>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                data-column={column.key}
                data-align={column.align}
                aria-sort={ariaSort(column, sort)}
              >
                {column.sortable && sort ? <SortLink column={column} sort={sort} /> : column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) => (
                <td
                  key={column.key}
                  data-column={column.key}
                  data-label={column.head}
                  data-align={column.align}
                  data-title={column.title || undefined}
                >
                  {whole(column.cell(row))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
