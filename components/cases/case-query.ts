import { z } from 'zod';
import { CASE_KINDS } from '../../domain/certification/case/kinds.ts';

export const CASE_STATUSES = ['open', 'overdue', 'closed', 'all'] as const;

export const STATUS_LABEL: Readonly<Record<(typeof CASE_STATUSES)[number], string>> = {
  open: '正在办理',
  overdue: '已逾期',
  closed: '已办结',
  all: '全部',
};

const LAST_PAGE = 10_000;

/** The filter of the list of cases as its address holds it; what is not understood is left out. */
const Query = z.object({
  kind: z.enum(CASE_KINDS).optional().catch(undefined),
  status: z.enum(CASE_STATUSES).catch('open'),
  q: z.string().trim().min(1).max(40).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(LAST_PAGE).catch(1),
});

export type CaseQuery = z.infer<typeof Query>;

export function caseQueryFrom(search: Readonly<Record<string, string | string[] | undefined>>): CaseQuery {
  return Query.parse(search);
}

/** The address of the list with another page or filter. */
export function casesHref(query: Partial<CaseQuery>): string {
  const pairs = Object.entries(query).filter(
    ([name, value]) =>
      value !== undefined && !(name === 'page' && value === 1) && !(name === 'status' && value === 'open'),
  );
  const text = new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString();
  return text ? `/hr/cases?${text}` : '/hr/cases';
}
