import { resolve } from 'node:path';
import { z } from 'zod';
import type { SignatureAlgorithm } from '#domain/certification/payload.ts';

/** Everything that may be split into its own process; the default is all of them in one. */
export const PROCESS_ROLES = ['web', 'exam', 'jobs'] as const;
export type ProcessRole = (typeof PROCESS_ROLES)[number];

const WEAK_SECRET = /change.?me|default|example|password|placeholder|replace|your.?secret|^secret/i;

const secret = z
  .string({ error: 'AUTH_SECRET 未设置。请生成至少 32 个字符的随机值，例如：openssl rand -base64 48' })
  .min(32, 'AUTH_SECRET 太短，至少 32 个字符。可用 openssl rand -base64 48 生成')
  .refine((value) => !WEAK_SECRET.test(value), 'AUTH_SECRET 看起来是示例值，请换成随机生成的值')
  .refine((value) => new Set(value).size >= 10, 'AUTH_SECRET 的字符过于单一，请换成随机生成的值');

const webhookSecret = z
  .string()
  .min(32, '太短，至少 32 个字符。可用 openssl rand -base64 48 生成')
  .refine((value) => !WEAK_SECRET.test(value), '看起来是示例值，请换成随机生成的值');

const databaseUrl = z
  .string({ error: '数据库地址未设置' })
  .regex(/^postgres(ql)?:\/\//, '数据库地址应以 postgres:// 或 postgresql:// 开头');

const wholeNumber = (fallback: number, min: number, max: number) =>
  z.coerce.number().int().min(min).max(max).default(fallback);

const flag = z
  .enum(['true', 'false', '1', '0'])
  .default('false')
  .transform((value) => value === 'true' || value === '1');

const roles = z
  .string()
  .default(PROCESS_ROLES.join(','))
  .transform((value) => value.split(',').map((role) => role.trim()))
  .pipe(z.array(z.enum(PROCESS_ROLES)).min(1));

const zone = z
  .string()
  .default('Asia/Shanghai')
  .refine((value) => isZone(value), 'SHOUMI_ZONE 不是有效的时区名称');

const schema = z
  .object({
    NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
    DATABASE_URL: databaseUrl,
    /** Owns the tables; used by migrations and local commands alone. */
    DATABASE_OWNER_URL: databaseUrl.optional(),
    /** A streaming replica for dashboards and exports. */
    DATABASE_READ_URL: databaseUrl.optional(),
    /** Group role every application connection takes on, so that it never holds the owner's rights. Empty = none. */
    DATABASE_ROLE: z.string().regex(/^\w*$/).default('shoumi_app'),
    /** A transaction pooler (PgBouncer) stands in front: no prepared statements, no start-up parameters. */
    DATABASE_POOLER: flag,
    POOL_HOT: wholeNumber(12, 1, 200),
    POOL_PAGES: wholeNumber(10, 1, 200),
    POOL_READ: wholeNumber(6, 1, 200),
    POOL_JOBS: wholeNumber(4, 1, 50),
    HOST: z.string().min(1).default('127.0.0.1'),
    PORT: wholeNumber(3000, 0, 65_535),
    /** Origin people type into the browser; the base of origin checks, cookies and QR links. */
    PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
    AUTH_SECRET: secret,
    SHOUMI_DATA_DIR: z.string().min(1).default('.data'),
    SIGNING_KEY_FILE: z.string().min(1).optional(),
    /** Kind of the signing key that is made at the first start; `npm run keys -- new` changes over later. */
    SIGNING_ALGORITHM: z
      .enum(['ed25519', 'sm2'])
      .default('ed25519')
      .transform((name): SignatureAlgorithm => (name === 'sm2' ? 'SM2' : 'Ed25519')),
    SHOUMI_ROLES: roles,
    SHOUMI_ZONE: zone,
    /** Which password rules hold; the two standards contradict each other (security profile, shown on the form). */
    PASSWORD_PROFILE: z.enum(['modern', 'classified-protection']).default('classified-protection'),
    /** A balancer on this machine adds X-Forwarded-For; only then is the last hop believed. */
    TRUST_PROXY: flag,
    /** Server for e-mail, `smtp://name:password@host:587` or `smtps://…`; without it no e-mail is sent. */
    SMTP_URL: z
      .string()
      .regex(/^smtps?:\/\/./, '应以 smtp:// 或 smtps:// 开头')
      .optional(),
    /** Sender of every e-mail, `name@host` or `名称 <name@host>`. */
    SMTP_FROM: z
      .string()
      .regex(/^[^\r\n]*@[^\r\n]+$/, '应是邮件地址')
      .optional(),
    /** Where reminders go as signed JSON; without it none leave this way. */
    WEBHOOK_URL: z.url({ protocol: /^https?$/, error: '应是 http:// 或 https:// 开头的网址' }).optional(),
    WEBHOOK_SECRET: webhookSecret.optional(),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    LOG_FILE: z.string().min(1).optional(),
  })
  .refine((raw) => !raw.SMTP_URL || raw.SMTP_FROM, {
    path: ['SMTP_FROM'],
    error: '设置了 SMTP_URL 时必须填写发件地址',
  })
  .refine((raw) => !raw.WEBHOOK_URL || raw.WEBHOOK_SECRET, {
    path: ['WEBHOOK_SECRET'],
    error: '设置了 WEBHOOK_URL 时必须填写签名密钥',
  })
  .transform((raw) => {
    const dataDir = resolve(raw.SHOUMI_DATA_DIR);
    return {
      ...raw,
      DATABASE_OWNER_URL: raw.DATABASE_OWNER_URL ?? raw.DATABASE_URL,
      DATABASE_READ_URL: raw.DATABASE_READ_URL ?? raw.DATABASE_URL,
      PUBLIC_URL: new URL(raw.PUBLIC_URL ?? `http://${raw.HOST}:${raw.PORT}`).origin,
      SHOUMI_DATA_DIR: dataDir,
      SIGNING_KEY_FILE: raw.SIGNING_KEY_FILE
        ? resolve(raw.SIGNING_KEY_FILE)
        : resolve(dataDir, 'keys', 'certificate-signing.pem'),
    };
  });

export type Env = z.output<typeof schema>;

function isZone(value: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: value }));
  } catch {
    return false;
  }
}

/**
 * Reads the settings out of a set of environment variables; an empty variable counts as absent.
 * @throws Error naming every variable that is missing or wrong, never its value.
 */
export function parseEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const given = Object.fromEntries(
    Object.entries(source).filter(([name, value]) => value !== '' || name === 'DATABASE_ROLE'),
  );
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}：${issue.message}`);
  throw new Error(`环境变量有误，系统拒绝启动：\n${lines.join('\n')}`);
}

let cached: Env | undefined;

function load(): Env {
  cached ??= parseEnv(process.env);
  return cached;
}

/** The settings, checked at first use, so that a build which needs none of them can import this file. */
export const env: Env = new Proxy({} as Env, {
  get: (_, name) => Reflect.get(load(), name),
  has: (_, name) => Reflect.has(load(), name),
});

/** next-auth reads its own address from the environment alone; it must be the public one, never a Host header. */
export function publishAuthUrl(): void {
  process.env.NEXTAUTH_URL = load().PUBLIC_URL;
}
