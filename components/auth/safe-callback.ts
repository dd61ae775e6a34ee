const ORIGIN = 'http://self.invalid';
// biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop these from addresses, so they can hide a second slash
const HIDDEN = /[\u0000-\u001f\u007f\\]/;

/**
 * Where to go after the log-in: a path of this site, or the first page. Refuses other hosts in every spelling
 * (`//host`, `/\host`, `javascript:`), the log-in page itself and addresses that are no pages.
 */
export function safeCallback(wanted: string | null | undefined): string {
  if (!wanted?.startsWith('/') || wanted.startsWith('//') || HIDDEN.test(wanted)) return '/';
  if (!URL.canParse(wanted, ORIGIN)) return '/';
  const url = new URL(wanted, ORIGIN);
  if (url.origin !== ORIGIN || url.pathname.startsWith('//')) return '/';
  if (url.pathname === '/login' || url.pathname.startsWith('/api/')) return '/';
  return url.pathname + url.search + url.hash;
}
