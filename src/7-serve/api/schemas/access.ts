// Users, tokens and sessions as they are served: never with what is secret, but for a token at its making.
import { z } from 'zod';
import { ROLES, type Token, type User } from '../../../6-record/index.ts';
import { named, sameAs } from './contract.ts';

const roleSchema = z.enum(ROLES);

export const sessionSchema = named(
  'Session',
  z.strictObject({
    open: z.boolean().describe('True where no log-in is asked for: a server on this machine without users'),
    user: z.string().nullable().describe('Null where nobody is logged in'),
    role: roleSchema.nullable(),
    csrf: z.string().nullable().describe('For the header X-CSRF-Token of requests that change something'),
  }),
  'Who asks.',
);

export const userSchema = sameAs<User>()(
  'User',
  z.strictObject({ name: z.string(), role: roleSchema, createdAt: z.string() }),
);

const tokenSchema = sameAs<Token>()(
  'Token',
  z.strictObject({
    id: z.string(),
    owner: z.string(),
    kind: z.enum(['api', 'access', 'refresh']),
    role: roleSchema.describe('At most this, and at most what the owner has'),
    label: z.string().nullable(),
    createdAt: z.string(),
    expiresAt: z.string().nullable(),
    usedAt: z.string().nullable(),
  }),
);

export const createdTokenSchema = named(
  'CreatedToken',
  z.strictObject({ secret: z.string().describe('Shown this once'), token: tokenSchema }),
);

const password = z.string().min(1).max(1000);

export const credentialsSchema = named(
  'Credentials',
  z.strictObject({ name: z.string().min(1).max(200), password }),
  undefined,
  { name: 'ana', password: 'seven grey herons' },
);

export const passwordChangeSchema = named(
  'PasswordChange',
  z.strictObject({ current: password, next: password }),
);

export const newUserSchema = named(
  'NewUser',
  z.strictObject({ name: z.string().min(1).max(80), role: roleSchema, password }),
);

export const newTokenSchema = named(
  'NewToken',
  z.strictObject({
    label: z.string().max(200).nullable().optional().describe('What it is for'),
    role: roleSchema.optional().describe('Without it, that of the user'),
    days: z.int().min(1).max(3650).optional().describe('365 without it'),
  }),
  undefined,
  { label: 'nightly export', role: 'reader', days: 90 },
);

export const newRoleSchema = named('NewRole', z.strictObject({ role: roleSchema }));
export const userListSchema = named('UserList', z.strictObject({ items: z.array(userSchema) }));
export const tokenListSchema = named('TokenList', z.strictObject({ items: z.array(tokenSchema) }));
