// One endpoint, described once: from it come the route, the checks of what is asked, and the OpenAPI document.
import type { Context } from 'hono';
import type { z } from 'zod';
import type { Role } from '../../6-record/index.ts';
import type { ServeContext, ServeEnv } from '../context.ts';

type Method = 'get' | 'post' | 'delete';

/** Page by page; `limit` and `cursor` are added to the query. */
export interface Paging {
  readonly usual: number;
  readonly most: number;
}

export interface Asked<Params, Query, Body> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** Of a paged list: where it goes on, and how long it may be. */
  readonly page: { readonly limit: number; readonly after: string | null };
  readonly context: ServeContext;
  /** Name of who asks, as it stands in decisions. */
  readonly user: string;
  readonly request: Context<ServeEnv>['req'];
  /** The request and its connection, for cookies and addresses. */
  readonly connection: Context<ServeEnv>;
}

/** An answer that is no JSON, or that a client saves as a file. */
interface Media {
  readonly type: string;
  readonly description: string;
}

export interface Shape {
  /** The operation's id in the OpenAPI document: `listEvents`. */
  readonly id: string;
  readonly method: Method;
  /** `/events/{id}`, under /api/v1. */
  readonly path: string;
  /** What it belongs to in the document. */
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** The least role that may ask; null where nobody need be logged in. */
  readonly role: Role | null;
  /** What of the query is not a filter of this endpoint alone. */
  readonly paging?: Paging;
  /** Parts of this may be asked for by `fields`; of a list its items. */
  readonly fieldsOf?: z.ZodType;
  /** Headers that it looks at, each with what it does. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Media types of the body; a schema where it is JSON. */
  readonly body?: Readonly<Record<string, z.ZodType | null>>;
  readonly status?: 200 | 201 | 202 | 204;
  /** The answer as JSON; null where there is none or it is told by `media`. */
  readonly answer: z.ZodType | null;
  readonly media?: readonly Media[];
  /**
   * What an answer is known again by: the state of the store, before any work is done; its content; nothing, for what
   * changes at every look.
   */
  readonly known: 'store' | 'content' | 'never';
}

export interface Endpoint extends Shape {
  readonly params: z.ZodObject | null;
  readonly query: z.ZodObject | null;
  readonly handle: (asked: Asked<never, never, never>) => Promise<unknown>;
}

/** The handler's parameters are those of the schemas. It returns what is sent as JSON, or a whole `Response`. */
export const endpoint = <
  Params extends z.ZodObject = z.ZodObject<Record<never, never>>,
  Query extends z.ZodObject = z.ZodObject<Record<never, never>>,
  Body = unknown,
>(
  shape: Shape & {
    readonly params?: Params;
    readonly query?: Query;
    readonly handle: (asked: Asked<z.output<Params>, z.output<Query>, Body>) => Promise<unknown>;
  },
): Endpoint => ({
  ...shape,
  params: shape.params ?? null,
  query: shape.query ?? null,
  handle: shape.handle as Endpoint['handle'],
});
