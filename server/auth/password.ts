import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';

/** OWASP's floor for argon2id; the parameters stand in each hash, so raising them re-hashes at the next log-in. */
const ARGON2ID = 2;
const PARAMETERS = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const PREFIX = `$argon2id$v=19$m=${PARAMETERS.memoryCost},t=${PARAMETERS.timeCost},p=${PARAMETERS.parallelism}$`;

const RUNNING_MAX = Math.max(1, availableParallelism());
/** About 1.5 s of waiting on two cores; beyond it the caller is told to come back. */
const WAITING_MAX = 200;

let running = 0;
const waiting: (() => void)[] = [];

/** Thrown when too many log-ins wait for the hash; answered as 503 with Retry-After. */
export class HashQueueFull extends Error {}

async function bounded<T>(work: () => Promise<T>): Promise<T> {
  if (running >= RUNNING_MAX) {
    if (waiting.length >= WAITING_MAX) throw new HashQueueFull('password hashing queue is full');
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else {
    running += 1;
  }
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  }
}

/** argon2id in PHC form. At most one hash per core runs at a time. */
export function hashPassword(password: string): Promise<string> {
  return bounded(() => hash(password.normalize('NFC'), PARAMETERS));
}

let dummyHash: Promise<string> | undefined;

/**
 * True only when the password matches. A null hash (unknown account, none set, locked) costs the same time as a real
 * one, so that an outsider cannot tell them apart.
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  dummyHash ??= hashPassword('no account has this password');
  const against = stored ?? (await dummyHash);
  const matches = await bounded(() => verify(against, password.normalize('NFC')));
  return stored !== null && matches;
}

/** True when a stored hash was made with weaker parameters than today's. */
export function needsRehash(stored: string): boolean {
  return !stored.startsWith(PREFIX);
}
