import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseEnv as parseDotEnv } from 'node:util';
import { expect, test } from 'vitest';
import { parseEnv } from './env.ts';

const SECRET = 'q7Zt0mB2xV9cL4nK8sW1eR6yU3iO5pAd';
const minimal = { DATABASE_URL: 'postgres://web:pw@db.intranet/shoumi', AUTH_SECRET: SECRET };

test('two settings are enough, and every other one has its default', () => {
  const env = parseEnv(minimal);
  expect(env).toMatchObject({
    DATABASE_OWNER_URL: minimal.DATABASE_URL,
    DATABASE_READ_URL: minimal.DATABASE_URL,
    DATABASE_ROLE: 'shoumi_app',
    PUBLIC_URL: 'http://127.0.0.1:3000',
    SHOUMI_ROLES: ['web', 'exam', 'jobs'],
    SHOUMI_ZONE: 'Asia/Shanghai',
  });
});

test.each([
  ['short', 'a1B2c3D4e5F6'],
  ['of one character', 'x'.repeat(64)],
  ['an example', 'change-me-to-something-random-0123456789'],
  ['missing', ''],
])('a secret that is %s keeps the system from starting and is not repeated in the message', (_, value) => {
  const parse = () => parseEnv({ ...minimal, AUTH_SECRET: value });
  expect(parse).toThrow(/AUTH_SECRET/);
  if (value) expect(parse).not.toThrow(value);
});

test('an empty variable counts as absent', () => {
  expect(parseEnv({ ...minimal, DATABASE_READ_URL: '', PORT: '' })).toMatchObject({
    DATABASE_READ_URL: minimal.DATABASE_URL,
    PORT: 3000,
  });
});

test('every wrong setting is named at once', () => {
  const parse = () => parseEnv({ ...minimal, PORT: '99999', SHOUMI_ROLES: 'web,mail', SHOUMI_ZONE: 'Mars/Base' });
  expect(parse).toThrow(/PORT[\s\S]*SHOUMI_ROLES[\s\S]*SHOUMI_ZONE/);
});

test('the public address is an origin, whatever path was typed', () => {
  expect(parseEnv({ ...minimal, PUBLIC_URL: 'https://peixun.intranet/login?x=1' }).PUBLIC_URL).toBe(
    'https://peixun.intranet',
  );
});

test('the example file names every setting, and none that does not exist', () => {
  const file = fileURLToPath(new URL('../.env.example', import.meta.url));
  const example = Object.keys(parseDotEnv(readFileSync(file, 'utf8')));
  const known = Object.keys(parseEnv(minimal)).filter((name) => name !== 'NODE_ENV');
  const optional = ['SIGNING_KEY_FILE', 'LOG_FILE', 'SMTP_URL', 'SMTP_FROM', 'WEBHOOK_URL', 'WEBHOOK_SECRET'];
  expect(new Set(example)).toEqual(new Set([...known, ...optional]));
});

test.each([
  ['SMTP_FROM', { SMTP_URL: 'smtp://mail.intranet' }],
  ['SMTP_URL', { SMTP_URL: 'http://mail.intranet', SMTP_FROM: 'a@b.cn' }],
  ['SMTP_FROM', { SMTP_URL: 'smtp://mail.intranet', SMTP_FROM: 'a@b.cn\r\nBcc: c@d.cn' }],
  ['WEBHOOK_SECRET', { WEBHOOK_URL: 'https://bot.intranet' }],
  ['WEBHOOK_SECRET', { WEBHOOK_URL: 'https://bot.intranet', WEBHOOK_SECRET: 'short' }],
  ['WEBHOOK_URL', { WEBHOOK_URL: 'file:///etc/passwd', WEBHOOK_SECRET: SECRET }],
])('a way out of the system that is half set up or wrong is named at the start: %s', (name, more) => {
  expect(() => parseEnv({ ...minimal, ...more })).toThrow(name);
});
