import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Principal } from '#domain/access/principal.ts';
import type { AppError, Result } from '#domain/shared/result.ts';
import type { OperationId } from '../policies.ts';

export type RequestContext = { readonly requestId: string; readonly ip: string };

type Input<P, Q, B> = { readonly params: P; readonly query: Q; readonly body: B; readonly context: RequestContext };
type Method = 'GET' | 'POST' | 'PUT';

/** A file as the body of a request instead of JSON. The kinds are told by the client; the operation looks at the bytes. */
export type RawBody = { readonly limitBytes: number; readonly tooLarge: AppError };

/** A route as the server registers it. `anyone` routes get a null principal; all others a checked one. */
export type ApiRoute = {
  readonly operation: OperationId;
  readonly method: Method;
  readonly url: string;
  readonly status: number;
  /** Left out: the body is JSON of at most 64 KB. */
  readonly raw?: RawBody | undefined;
  readonly parse: (request: FastifyRequest) => Result<Input<unknown, unknown, unknown>>;
  readonly run: (
    principal: Principal | null,
    input: Input<unknown, unknown, unknown>,
    reply: FastifyReply,
  ) => Promise<Result<unknown>>;
};

/** A file or stream instead of JSON. */
export class Download {
  readonly fileName: string;
  readonly contentType: string;
  readonly body: NodeJS.ReadableStream | Uint8Array;
  readonly disposition: 'attachment' | 'inline';

  constructor(values: {
    fileName: string;
    contentType: string;
    body: NodeJS.ReadableStream | Uint8Array;
    disposition?: 'attachment' | 'inline';
  }) {
    this.fileName = values.fileName;
    this.contentType = values.contentType;
    this.body = values.body;
    this.disposition = values.disposition ?? 'attachment';
  }
}

const Nothing = z.strictObject({});
type NothingSchema = typeof Nothing;

type Definition<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, Who> = {
  readonly operation: OperationId;
  readonly method: Method;
  readonly url: string;
  readonly params?: P;
  readonly query?: Q;
  /** Left out: the request must have no body beyond an empty object. */
  readonly body?: B;
  /** The body is a file: `body` then is its bytes. */
  readonly raw?: RawBody;
  /** Status of a success; default 200, or 204 when the value is undefined. */
  readonly status?: number;
  readonly run: (
    principal: Who,
    input: Input<z.infer<P>, z.infer<Q>, z.infer<B>>,
    reply: FastifyReply,
  ) => Promise<Result<unknown>>;
};

function firstIssue(where: string, error: z.ZodError): string {
  const issue = error.issues[0];
  const path = issue?.path.join('.') ?? '';
  return path ? `${where} ${path}` : where;
}

function parserFor(definition: { params?: z.ZodType; query?: z.ZodType; body?: z.ZodType; method: Method }) {
  const params = definition.params ?? Nothing;
  const query = definition.query ?? Nothing;
  const body = definition.body ?? Nothing;
  return (request: FastifyRequest): Result<Input<unknown, unknown, unknown>> => {
    const p = params.safeParse(request.params ?? {});
    // An id of the wrong form names nothing that exists.
    if (!p.success) return { ok: false, error: { code: 'NOT_FOUND' } };
    const q = query.safeParse(request.query ?? {});
    if (!q.success)
      return { ok: false, error: { code: 'INVALID_INPUT', meta: { where: firstIssue('查询条件', q.error) } } };
    const b = body.safeParse(request.body ?? {});
    if (!b.success)
      return { ok: false, error: { code: 'INVALID_INPUT', meta: { where: firstIssue('内容', b.error) } } };
    // The dispatcher puts the client's address here after dropping whatever the client sent under that name.
    const context = { requestId: request.id, ip: String(request.headers['x-shoumi-ip'] ?? request.ip) };
    return { ok: true, value: { params: p.data, query: q.data, body: b.data, context } };
  };
}

/** A route for signed-in principals; the policy of `operation` is checked before anything is parsed. */
export function route<
  P extends z.ZodType = NothingSchema,
  Q extends z.ZodType = NothingSchema,
  B extends z.ZodType = NothingSchema,
>(definition: Definition<P, Q, B, Principal>): ApiRoute {
  return {
    operation: definition.operation,
    method: definition.method,
    url: definition.url,
    status: definition.status ?? 200,
    raw: definition.raw,
    parse: parserFor(definition),
    run: (principal, input, reply) => {
      if (!principal)
        throw new Error(`operation ${definition.operation} needs a principal; give it no "anyone" policy`);
      return definition.run(principal, input as Input<z.infer<P>, z.infer<Q>, z.infer<B>>, reply);
    },
  };
}

/** A route that people without log-in may call; its operation must have the policy `anyone`. */
export function publicRoute<
  P extends z.ZodType = NothingSchema,
  Q extends z.ZodType = NothingSchema,
  B extends z.ZodType = NothingSchema,
>(definition: Definition<P, Q, B, Principal | null>): ApiRoute {
  return {
    operation: definition.operation,
    method: definition.method,
    url: definition.url,
    status: definition.status ?? 200,
    parse: parserFor(definition),
    run: (principal, input, reply) =>
      definition.run(principal, input as Input<z.infer<P>, z.infer<Q>, z.infer<B>>, reply),
  };
}
