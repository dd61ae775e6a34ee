import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Journal, Unsaved } from './save-types.ts';

/** Signing out deletes this database by its name. */
const DATABASE = 'shoumi';
const STORE = 'unsaved-answers';

type Row = Unsaved & { readonly attemptId: string };
type Schema = DBSchema & { [STORE]: { key: [string, number]; value: Row } };

let connection: Promise<IDBPDatabase<Schema>> | null = null;

function database(): Promise<IDBPDatabase<Schema>> {
  connection ??= openDB<Schema>(DATABASE, 1, {
    upgrade: (db) => void db.createObjectStore(STORE, { keyPath: ['attemptId', 'position'] }),
    // Signing out in another tab deletes the database; holding it open would keep the answers.
    blocking: () => void forgetConnection(),
    terminated: () => {
      connection = null;
    },
  }).catch((error: unknown) => {
    connection = null;
    throw error;
  });
  return connection;
}

async function forgetConnection(): Promise<void> {
  const open = connection;
  connection = null;
  (await open)?.close();
}

/** The journal of one attempt in IndexedDB. Calls reject when the browser refuses to store. */
export function openJournal(attemptId: string): Journal {
  const range = () => IDBKeyRange.bound([attemptId, 0], [attemptId, Number.MAX_SAFE_INTEGER]);
  return {
    async put(entry) {
      await (await database()).put(STORE, { attemptId, ...entry });
    },
    async remove(position, uptoSeq) {
      const tx = (await database()).transaction(STORE, 'readwrite');
      const held = await tx.store.get([attemptId, position]);
      if (held && held.seq <= uptoSeq) await tx.store.delete([attemptId, position]);
      await tx.done;
    },
    async list() {
      const rows = await (await database()).getAll(STORE, range());
      return rows.map(({ position, seq, response }) => ({ position, seq, response }));
    },
    async clear() {
      await (await database()).delete(STORE, range());
    },
  };
}
