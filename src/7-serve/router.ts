// A router whose routes are described once, for validation and for the OpenAPI document alike.
import { OpenAPIHono } from '@hono/zod-openapi';
import type { ServeEnv } from './context.ts';
import { refuseInvalid } from './problem.ts';

export type Router = OpenAPIHono<ServeEnv>;

export const makeRouter = (): Router => new OpenAPIHono<ServeEnv>({ defaultHook: refuseInvalid });
