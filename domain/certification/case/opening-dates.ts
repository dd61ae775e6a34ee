import type { IsoDate } from '../../shared/dates.ts';
import type { GuardFailure } from './facts.ts';
import type { FormValues } from './form.ts';
import type { CaseKind } from './kinds.ts';

const past = (field: string, today: string): GuardFailure => ({ code: 'CASE_DATE_PAST', meta: { field, today } });
const future = (field: string, today: string): GuardFailure => ({ code: 'CASE_DATE_FUTURE', meta: { field, today } });

function travelFailure(given: FormValues, today: string): GuardFailure | null {
  if (String(given.departOn) < today) return past('出境日期', today);
  return String(given.returnOn) < String(given.departOn)
    ? { code: 'CASE_DATE_ORDER', meta: { field: '返回日期', other: '出境日期' } }
    : null;
}

/** Dates an opening form may not hold: nothing planned lies in the past, nothing reported in the future. */
export function firstOpeningFailure(
  kind: CaseKind,
  given: FormValues,
  { now, today }: { readonly now: Date; readonly today: IsoDate },
): GuardFailure | null {
  const day = (name: string) => String(given[name]);
  switch (kind) {
    case 'post':
      return given.action !== 'close' && day('reviewOn') < today ? past('下次复核日期', today) : null;
    case 'entry':
      return day('startOn') < today ? past('拟上岗日期', today) : null;
    case 'exit':
      return day('plannedOn') < today ? past('拟离岗日期', today) : null;
    case 'travel':
      return travelFailure(given, today);
    case 'report':
      return day('occurredOn') > today ? future('发生日期', today) : null;
    case 'cooling-off-request':
      return day('fromOn') < today ? past('开始日期', today) : null;
    case 'violation':
      return new Date(day('discoveredAt')).getTime() > now.getTime() ? future('发现时间', today) : null;
    default:
      return null;
  }
}
