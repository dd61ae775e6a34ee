/** How a try to log in ended; `refused` says no more than that, whatever the reason was. */
export type SignInOutcome = 'done' | 'refused' | 'throttled' | 'busy' | 'incomplete' | 'offline';

const TOO_MANY = 429;
const SERVER_TROUBLE = 500;

/** The outcome named by next-auth's `error` parameter; null when there is none. */
export function outcomeOfError(error: string | null | undefined): SignInOutcome | null {
  if (!error) return null;
  if (error === 'CredentialsSignin') return 'refused';
  if (error === 'RateLimited' || error === 'RATE_LIMITED') return 'throttled';
  return 'busy';
}

/** Reads next-auth's answer to a log-in: its status and the address it would send the browser to. */
export function outcomeOf(status: number, url: string | null): SignInOutcome {
  if (status === TOO_MANY) return 'throttled';
  if (status >= SERVER_TROUBLE) return 'busy';
  if (url !== null && URL.canParse(url, 'http://self.invalid')) {
    const query = new URL(url, 'http://self.invalid').searchParams;
    // The token of the form had gone stale: nothing was checked, a second try will do.
    if (query.has('csrf')) return 'incomplete';
    const failed = outcomeOfError(query.get('error'));
    if (failed) return failed;
  }
  if (status === 401) return 'refused';
  return status === 200 ? 'done' : 'incomplete';
}

async function json(response: Response): Promise<Record<string, unknown>> {
  const body: unknown = await response.json().catch(() => null);
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
}

/** Logs in through next-auth's own two routes; nothing of it is kept in the page. */
export async function signIn(employeeNo: string, password: string): Promise<SignInOutcome> {
  try {
    const tokenAnswer = await fetch('/api/auth/csrf', { cache: 'no-store' });
    const { csrfToken } = await json(tokenAnswer);
    if (typeof csrfToken !== 'string') return outcomeOf(tokenAnswer.status === 200 ? 0 : tokenAnswer.status, null);
    const answer = await fetch('/api/auth/callback/credentials', {
      method: 'POST',
      body: new URLSearchParams({ employeeNo, password, csrfToken, callbackUrl: '/', json: 'true' }),
    });
    const { url } = await json(answer);
    return outcomeOf(answer.status, typeof url === 'string' ? url : null);
  } catch {
    return 'offline';
  }
}
