/** Longest address: far above any of ours. */
const MAX_LENGTH = 8_192;

/**
 * Whether an address can be read at all: a path of this site whose escapes are whole and hold no null sign. Anything else
 * would end as an error somewhere further in, or, as a full address, as a redirect to another host.
 */
export function isReadableTarget(target: string | undefined): target is string {
  if (!target?.startsWith('/') || target.length > MAX_LENGTH || target.includes('%00')) return false;
  try {
    decodeURIComponent(target.split('?')[0] ?? '');
    return true;
  } catch {
    return false;
  }
}
