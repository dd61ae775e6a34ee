import type { ServerResponse } from 'node:http';
import { INERT_CSP } from './headers.ts';

/** A short text answer for requests that reach neither a page nor the API. */
export function plain(response: ServerResponse, status: number, text: string): void {
  response.statusCode = status;
  response.setHeader('content-type', 'text/plain; charset=utf-8');
  response.setHeader('content-security-policy', INERT_CSP);
  response.end(text);
}
