const LOCAL_DATABASE = 'shoumi';

function deleteLocalDatabase(): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(LOCAL_DATABASE);
    // Another tab may hold it open; it goes as soon as that tab closes, so nobody has to wait here.
    request.onsuccess = request.onerror = request.onblocked = () => resolve();
  });
}

/** Ends the session on the server, then empties what this browser kept. @returns false when the server did not answer. */
export async function signOut(): Promise<boolean> {
  try {
    const token = await fetch('/api/auth/csrf', { cache: 'no-store' });
    if (!token.ok) return false;
    const { csrfToken } = (await token.json()) as { csrfToken: string };
    const ended = await fetch('/api/auth/signout', {
      method: 'POST',
      body: new URLSearchParams({ csrfToken, callbackUrl: '/login', json: 'true' }),
    });
    const { url } = (await ended.json()) as { url?: string };
    // A stale token is answered with success and the address of a confirmation page; the session is still open then.
    if (!ended.ok || url?.includes('csrf=')) return false;
  } catch {
    return false;
  }
  await deleteLocalDatabase();
  return true;
}
