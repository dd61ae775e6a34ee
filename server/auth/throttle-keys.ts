import { sourceOf } from '../http/client-ip.ts';

/**
 * The keys under which tries at an account from a source are counted. `|` parts account and source, so a 工号 typed with
 * one in it must not spell the key of somebody else's pair.
 */
export function throttleKeys(employeeNo: string, ip: string) {
  const source = sourceOf(ip);
  const accountKey = `account:${employeeNo.replaceAll('|', '/')}`;
  return { accountKey, pairKey: `${accountKey}|${source}`, sourceKey: `source:${source}` };
}
