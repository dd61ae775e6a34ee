import pino, { type Logger, type SerializedError } from 'pino';
import { env } from './env.ts';

/** Never written, at the top of an entry or one level down: secrets, answers and keys. */
const SECRET_NAMES = [
  'password',
  'newPassword',
  'currentPassword',
  'passwordHash',
  'token',
  'tokenHash',
  'csrfToken',
  'secret',
  'cookie',
  'cookies',
  'authorization',
  'set-cookie',
  'response',
  'responses',
  'answer',
  'answers',
  'key',
  'correct',
  'idNumber',
  'phone',
];

const HEADER_PATHS = ['req.headers.cookie', 'req.headers.authorization', 'res.headers["set-cookie"]'];

function redactPaths(): string[] {
  const anywhere = SECRET_NAMES.flatMap((name) =>
    name.includes('-') ? [`["${name}"]`, `*["${name}"]`] : [name, `*.${name}`],
  );
  return [...anywhere, ...HEADER_PATHS];
}

/** Properties in which the database and its driver repeat what was sent: a password's hash, a name, an answer. */
const VALUE_PROPERTIES = ['params', 'parameters', 'args', 'detail', 'where'];

/**
 * An error for the log: what went wrong and where, never with which values. The query builder writes the values into its
 * message, the database whole rows into its `detail`.
 */
export function loggedError(error: Error): SerializedError {
  const logged: SerializedError & Record<string, unknown> = { ...pino.stdSerializers.err(error) };
  const values = valuesIn(error);
  const without = (text: string) => values.reduce((rest, value) => rest.replaceAll(value, '\nparams: [已隐去]'), text);
  for (const name of VALUE_PROPERTIES) delete logged[name];
  return { ...logged, message: without(logged.message), stack: without(logged.stack) };
}

/** The part of each message in the chain of causes that lists the values. */
function valuesIn(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const own = 'params' in error ? [`\nparams: ${String(error.params)}`] : [];
  return [...own, ...valuesIn(error.cause)];
}

type LoggerSettings = { readonly level: string; readonly file?: string | undefined };

/** A JSON logger to standard output, or to a file, that drops every secret by name. */
export function createLogger(settings: LoggerSettings): Logger {
  const destination = settings.file
    ? pino.destination({ dest: settings.file, mkdir: true, sync: false })
    : pino.destination({ dest: 1, sync: false });
  return pino(
    {
      level: settings.level,
      base: { app: 'shoumi', pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: loggedError },
      redact: { paths: redactPaths(), censor: '[已隐去]' },
    },
    destination,
  );
}

let root: Logger | undefined;

function rootLogger(): Logger {
  root ??= createLogger({ level: env.LOG_LEVEL, file: env.LOG_FILE });
  return root;
}

/** The process's logger, made at first use so that a build without settings can import this file. */
export const logger: Logger = new Proxy({} as Logger, {
  get: (_, name) => Reflect.get(rootLogger(), name),
  set: (_, name, value) => Reflect.set(rootLogger(), name, value),
  has: (_, name) => Reflect.has(rootLogger(), name),
});

/** A logger that stamps every entry with the request it belongs to. */
export function requestLogger(requestId: string, more: Readonly<Record<string, string>> = {}): Logger {
  return rootLogger().child({ requestId, ...more });
}

/** What a library wrote of a failed query ends with the values. */
const VALUES_IN_TEXT = /(Failed query: [\s\S]*?\nparams: )[\s\S]*$/;

function consoleText(given: readonly unknown[]): string {
  const texts = given.filter((part) => !(part instanceof Error)).map(String);
  return texts.join(' ').trim().replace(VALUES_IN_TEXT, '$1[已隐去]');
}

/**
 * Sends what Next and other libraries write to the console as errors and warnings through the logger: one line each, and
 * without the values of a failed query.
 */
export function takeConsole(log: Pick<Logger, 'error' | 'warn'> = rootLogger()): void {
  const errorIn = (given: readonly unknown[]) => given.find((part) => part instanceof Error);
  console.error = (...given: unknown[]) => log.error({ err: errorIn(given) }, consoleText(given));
  console.warn = (...given: unknown[]) => log.warn({ err: errorIn(given) }, consoleText(given));
}
