import type { IncomingMessage } from 'node:http';
import { env } from '../env.ts';

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** Hosts this instance answers for: that of PUBLIC_URL, and the loopback names on its own port. */
export function allowedHosts(): ReadonlySet<string> {
  return new Set([new URL(env.PUBLIC_URL).host, ...LOOPBACK.map((name) => `${name}:${env.PORT}`)]);
}

function allowedOrigins(): ReadonlySet<string> {
  return new Set([new URL(env.PUBLIC_URL).origin, ...LOOPBACK.map((name) => `http://${name}:${env.PORT}`)]);
}

let hosts: ReadonlySet<string> | undefined;
let origins: ReadonlySet<string> | undefined;

/** Unknown names are refused, so that no link or redirect can be built from a forged Host. */
export function isKnownHost(host: string | undefined): boolean {
  hosts ??= allowedHosts();
  return host !== undefined && hosts.has(host.toLowerCase());
}

/** `own` = this site's page; `none` = the client sent no Origin; `foreign` = anything else, `null` included. */
export function originOf(request: IncomingMessage): 'own' | 'none' | 'foreign' {
  origins ??= allowedOrigins();
  const site = request.headers['sec-fetch-site'];
  if (site === 'cross-site' || site === 'same-site') return 'foreign';
  const { origin } = request.headers;
  if (origin === undefined) return 'none';
  return origins.has(origin.toLowerCase()) ? 'own' : 'foreign';
}
