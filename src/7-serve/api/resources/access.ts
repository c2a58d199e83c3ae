// Who may use the server: log-in, tokens of one's own, and users.
import { z } from 'zod';
import {
  addUser,
  createToken,
  csrfOf,
  listTokens,
  listUsers,
  type Role,
  removeUser,
  revokeToken,
  setPassword,
  setRole,
} from '../../../6-record/index.ts';
import { requirePerson } from '../../security/identity.ts';
import { beginCookieSession, endCookieSession, logIn, sessionSecret } from '../../security/log-in.ts';
import { type Asked, endpoint } from '../endpoint.ts';
import {
  createdTokenSchema,
  credentialsSchema,
  newRoleSchema,
  newTokenSchema,
  newUserSchema,
  passwordChangeSchema,
  sessionSchema,
  tokenListSchema,
  userListSchema,
  userSchema,
} from '../schemas/access.ts';

type Session = z.output<typeof sessionSchema>;

const DAY_SECONDS = 86_400;
const JSON_OF = <Body extends z.ZodType>(schema: Body) => ({ 'application/json': schema });

const name = z.string().min(1).max(200).describe('Of a user');

const sessionOf = async ({
  context,
  connection,
}: Pick<Asked<unknown, unknown, unknown>, 'context' | 'connection'>): Promise<Session> => {
  const identity = connection.get('identity');
  const secret = identity?.by === 'session' ? sessionSecret(context, connection) : undefined;
  return {
    open: await context.isOpen(),
    user: identity?.user ?? null,
    role: identity?.roles[0] ?? null,
    csrf: secret === undefined ? null : csrfOf(secret),
  };
};

const SESSION = [
  endpoint({
    id: 'getSession',
    method: 'get',
    path: '/session',
    tag: 'access',
    summary: 'Who asks',
    role: null,
    answer: sessionSchema,
    known: 'never',
    handle: sessionOf,
  }),
  endpoint<never, never, z.output<typeof credentialsSchema>>({
    id: 'logIn',
    method: 'post',
    path: '/session',
    tag: 'access',
    summary: 'Log in with name and password; the session is kept in a cookie',
    role: null,
    body: JSON_OF(credentialsSchema),
    answer: sessionSchema,
    known: 'never',
    handle: async ({ body, context, connection }): Promise<Session> => {
      const user = await logIn(context, connection, body);
      const open = await context.isOpen();
      const csrf = open ? null : await beginCookieSession(context, connection, user.name);
      return { open, user: user.name, role: user.role, csrf };
    },
  }),
  endpoint({
    id: 'logOut',
    method: 'delete',
    path: '/session',
    tag: 'access',
    summary: 'End the session',
    role: null,
    status: 204,
    answer: null,
    known: 'never',
    handle: ({ context, connection }) => endCookieSession(context, connection),
  }),
  endpoint<never, never, z.output<typeof passwordChangeSchema>>({
    id: 'changePassword',
    method: 'post',
    path: '/session/password',
    tag: 'access',
    summary: "Change one's password; all sessions end",
    role: 'reader',
    body: JSON_OF(passwordChangeSchema),
    status: 204,
    answer: null,
    known: 'never',
    handle: async ({ body, context, connection }) => {
      const { user } = requirePerson(connection.get('identity'));
      await logIn(context, connection, { name: user, password: body.current });
      await setPassword(context.store, user, body.next);
    },
  }),
];

const TOKENS = [
  endpoint({
    id: 'listTokens',
    method: 'get',
    path: '/tokens',
    tag: 'access',
    summary: "Tokens of one's own; of all users for an admin who asks for them",
    role: 'reader',
    query: z.object({
      all: z.enum(['true', 'false']).optional().describe('true: of all users, for an admin'),
    }),
    answer: tokenListSchema,
    known: 'never',
    handle: async ({ query, context, connection }) => {
      const { user, roles } = requirePerson(connection.get('identity'));
      const isAll = query.all === 'true' && roles.includes('admin');
      return { items: await listTokens(context.store, isAll ? null : user) };
    },
  }),
  endpoint<never, never, z.output<typeof newTokenSchema>>({
    id: 'createToken',
    method: 'post',
    path: '/tokens',
    tag: 'access',
    summary: "Make a token of one's own; its secret is shown this once",
    role: 'reader',
    body: JSON_OF(newTokenSchema),
    status: 201,
    answer: createdTokenSchema,
    known: 'never',
    handle: ({ body: { label, role, days = 365 }, context, connection }) =>
      createToken(context.store, {
        owner: requirePerson(connection.get('identity')).user,
        kind: 'api',
        role,
        label,
        lifeSeconds: days * DAY_SECONDS,
      }),
  }),
  endpoint({
    id: 'revokeToken',
    method: 'delete',
    path: '/tokens/{id}',
    tag: 'access',
    summary: "End a token of one's own, or of anybody for an admin",
    role: 'reader',
    params: z.object({ id: name.describe('Of a token, such as t1; never its secret') }),
    status: 204,
    answer: null,
    known: 'never',
    handle: async ({ params: { id }, context, connection }) => {
      const { user, roles } = requirePerson(connection.get('identity'));
      await revokeToken(context.store, id, roles.includes('admin') ? null : user);
    },
  }),
];

const USERS = [
  endpoint({
    id: 'listUsers',
    method: 'get',
    path: '/users',
    tag: 'access',
    summary: 'All users',
    role: 'admin',
    answer: userListSchema,
    known: 'never',
    handle: async ({ context }) => ({ items: await listUsers(context.store) }),
  }),
  endpoint<never, never, z.output<typeof newUserSchema>>({
    id: 'addUser',
    method: 'post',
    path: '/users',
    tag: 'access',
    summary: 'Add a user; the first one is an admin',
    role: 'admin',
    body: JSON_OF(newUserSchema),
    status: 201,
    answer: userSchema,
    known: 'never',
    handle: ({ body, context, connection }) => {
      requirePerson(connection.get('identity'));
      return addUser(context.store, body);
    },
  }),
  endpoint<z.ZodObject<{ name: typeof name }>, never, { readonly role: Role }>({
    id: 'setRole',
    method: 'post',
    path: '/users/{name}/role',
    tag: 'access',
    summary: 'Give a user another role; the sessions of this user end',
    role: 'admin',
    params: z.object({ name }),
    body: JSON_OF(newRoleSchema),
    status: 204,
    answer: null,
    known: 'never',
    handle: async ({ params, body, context, connection }) => {
      requirePerson(connection.get('identity'));
      await setRole(context.store, params.name, body.role);
    },
  }),
  endpoint({
    id: 'removeUser',
    method: 'delete',
    path: '/users/{name}',
    tag: 'access',
    summary: 'Remove a user with all tokens and sessions; decisions keep the name',
    role: 'admin',
    params: z.object({ name }),
    status: 204,
    answer: null,
    known: 'never',
    handle: async ({ params, context, connection }) => {
      requirePerson(connection.get('identity'));
      await removeUser(context.store, params.name);
    },
  }),
];

export const ACCESS = [...SESSION, ...TOKENS, ...USERS];
