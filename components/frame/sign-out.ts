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
    if (!ended.ok) return false;
  } catch {
    return false;
  }
  await deleteLocalDatabase();
  return true;
}
