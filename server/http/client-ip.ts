import { isIP } from 'node:net';

/** An address as the database can store it, without zone, port or brackets; null when the text holds none. */
function plainIp(text: string | undefined): string | null {
  const bare =
    text
      ?.trim()
      .replace(/^\[(.*)\](:\d+)?$/, '$1')
      .replace(/%.*$/, '')
      .replace(/^::ffff:(?=\d+\.)/i, '') ?? '';
  if (isIP(bare) > 0) return bare;
  const withoutPort = bare.replace(/:\d+$/, '');
  return isIP(withoutPort) > 0 ? withoutPort : null;
}

/**
 * The peer's address, or, behind a balancer that the operator has declared trusted, the last one of X-Forwarded-For;
 * what stands before it was written by whoever sent the request.
 */
export function clientIpOf(peer: string | undefined, forwarded: string | undefined, isProxyTrusted: boolean): string {
  const last = isProxyTrusted ? plainIp(forwarded?.split(',').at(-1)) : null;
  return last ?? plainIp(peer) ?? '';
}

const GROUPS = 8;
const PREFIX_GROUPS = 4;

/**
 * Whom a limit counts: an IPv4 address, or the /64 of an IPv6 address, since one machine has all addresses of its /64.
 */
export function sourceOf(ip: string): string {
  if (isIP(ip) !== 6) return ip;
  const [head = '', tail] = ip.split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail ? tail.split(':') : [];
  const gap = tail === undefined ? 0 : GROUPS - front.length - back.length;
  const groups = [...front, ...Array<string>(Math.max(0, gap)).fill('0'), ...back];
  return `${groups
    .slice(0, PREFIX_GROUPS)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
