// Who gets in: users, sessions, tokens, roles, and how often one may try. On both stores.
import { beforeEach, describe, expect, test } from 'vitest';
import {
  addUser,
  beginSession,
  checkPassword,
  createToken,
  ROLES,
  type Role,
  removeUser,
  setPassword,
  setRole,
  writeBackup,
} from '../../src/6-record/index.ts';
import { ENDPOINTS } from '../../src/7-serve/api/index.ts';
import { buildApp } from '../../src/7-serve/app.ts';
import type { ServeContext } from '../../src/7-serve/context.ts';
import { makeLockOut } from '../../src/7-serve/security/lock-out.ts';
import { testContext } from '../support/serving.ts';
import { STORE_KINDS, storeForTests } from '../support/stores.ts';

const PASSWORD = 'nine herons by the weir';
const SECRET = /syn_[\w-]{43}/;

const json = (body: unknown, headers: Readonly<Record<string, string>> = {}): RequestInit => ({
  method: 'POST',
  body: JSON.stringify(body),
  headers: { 'Content-Type': 'application/json', ...headers },
});

const bearer = (secret: string): { readonly Authorization: string } => ({
  Authorization: `Bearer ${secret}`,
});

type App = ReturnType<typeof buildApp>;

interface Session {
  readonly cookie: string;
  readonly csrf: string;
}

const logInAs = async (app: App, name: string, password = PASSWORD): Promise<Session> => {
  const answer = await app.request('/api/v1/session', json({ name, password }));
  expect(answer.status).toBe(200);
  const { csrf } = (await answer.json()) as { csrf: string };
  const cookie = answer.headers.getSetCookie()[0] ?? '';
  return { cookie: cookie.split(';')[0] as string, csrf };
};

describe.each(STORE_KINDS)('log-in on %s', (_, make) => {
  const { store } = storeForTests(make, { now: () => new Date(time) });
  let time = Date.UTC(2025, 5, 1);
  const start = (parts: Partial<ServeContext> = {}): App => buildApp(testContext(store, parts).context);
  beforeEach(() => store.database.execute('delete from users'));

  const addAdmin = () => addUser(store, { name: 'Ana', role: 'admin', password: PASSWORD });

  test('without users the server is open, from the first one on it asks, and stays that way', async () => {
    const app = start();
    const who = async () => (await app.request('/api/v1/session')).json();
    expect(await who()).toEqual({ open: true, user: 'local', role: 'admin', csrf: null });
    expect((await app.request('/api/v1/users')).status).toBe(200);
    await addAdmin();
    expect((await app.request('/api/v1/events')).status).toBe(401);
    expect(await who()).toEqual({ open: false, user: null, role: null, csrf: null });
    await removeUser(store, 'ana');
    expect((await app.request('/api/v1/events')).status).toBe(401);
  });

  test('past this machine nothing is open, with users or without', async () => {
    for (const access of [
      { host: '0.0.0.0', isLoopback: false, publicUrl: null, isHttps: false },
      { host: '127.0.0.1', isLoopback: true, publicUrl: new URL('https://desk.example'), isHttps: true },
    ])
      expect((await start({ access }).request('/api/v1/events')).status).toBe(401);
  });

  test('a session: a cookie that scripts cannot read, a token for what changes something, an end', async () => {
    await addAdmin();
    const app = start();
    const answer = await app.request('/api/v1/session', json({ name: ' ANA', password: PASSWORD }));
    const [set = ''] = answer.headers.getSetCookie();
    expect(set).toMatch(/^synoptic=syn_[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const { csrf, user, role } = (await answer.json()) as { csrf: string; user: string; role: string };
    expect({ user, role }).toEqual({ user: 'ana', role: 'admin' });
    const Cookie = set.split(';')[0] as string;
    expect((await app.request('/api/v1/users', { headers: { Cookie } })).status).toBe(200);
    const remove = (headers: Readonly<Record<string, string>>) =>
      app.request('/api/v1/users/nobody', { method: 'DELETE', headers: { Cookie, ...headers } });
    expect((await remove({})).status).toBe(403);
    expect((await remove({ 'X-CSRF-Token': 'wrong' })).status).toBe(403);
    expect((await remove({ 'X-CSRF-Token': csrf })).status).toBe(404);
    const out = await app.request('/api/v1/session', {
      method: 'DELETE',
      headers: { Cookie, 'X-CSRF-Token': csrf },
    });
    expect(out.status).toBe(204);
    expect(out.headers.getSetCookie()[0]).toMatch(/^synoptic=; Max-Age=0/);
    expect((await app.request('/api/v1/users', { headers: { Cookie } })).status).toBe(401);
  });

  test('over HTTPS the cookie is bound to the host and travels encrypted only', async () => {
    await addAdmin();
    const publicUrl = new URL('https://desk.example');
    const app = start({ access: { host: '127.0.0.1', isLoopback: true, publicUrl, isHttps: true } });
    const answer = await app.request(
      'https://desk.example/api/v1/session',
      json({ name: 'ana', password: PASSWORD }),
    );
    expect(answer.headers.getSetCookie()[0]).toMatch(
      /^__Host-synoptic=.*; HttpOnly; Secure; SameSite=Strict$/,
    );
    expect(answer.headers.get('strict-transport-security')).toMatch(/^max-age=\d{7,}/);
  });

  test('a session ends after twelve hours without a request, and after a week in any case', async () => {
    await addAdmin();
    const app = start();
    const first = await logInAs(app, 'ana');
    const reads = async ({ cookie }: Session) =>
      (await app.request('/api/v1/users', { headers: { Cookie: cookie } })).status;
    const hour = 3_600_000;
    time += 11 * hour;
    expect(await reads(first)).toBe(200);
    time += 13 * hour;
    expect(await reads(first)).toBe(401);
    const second = await logInAs(app, 'ana');
    for (let passed = 0; passed < 160; passed += 10) {
      expect(await reads(second)).toBe(200);
      time += 10 * hour;
    }
    time += 9 * hour;
    expect(await reads(second)).toBe(401);
  });

  test('a new password or role ends what was open; so does removal', async () => {
    await addAdmin();
    await addUser(store, { name: 'bo', role: 'editor', password: PASSWORD });
    const app = start();
    const reads = async ({ cookie }: Session) =>
      (await app.request('/api/v1/events', { headers: { Cookie: cookie } })).status;
    const changes = [
      () => setPassword(store, 'bo', 'another long enough one'),
      () => setRole(store, 'bo', 'reader'),
      () => removeUser(store, 'bo'),
    ];
    let password = PASSWORD;
    for (const change of changes) {
      const session = await logInAs(app, 'bo', password);
      expect(await reads(session)).toBe(200);
      await change();
      password = 'another long enough one';
      expect(await reads(session)).toBe(401);
    }
  });

  test('one changes one’s password with the old one', async () => {
    await addAdmin();
    const app = start();
    const change = async ({ cookie, csrf }: Session, current: string, next: string) =>
      (
        await app.request(
          '/api/v1/session/password',
          json({ current, next }, { Cookie: cookie, 'X-CSRF-Token': csrf }),
        )
      ).status;
    const session = await logInAs(app, 'ana');
    expect(await change(session, 'wrong', 'a new and longer one')).toBe(401);
    expect(await change(session, PASSWORD, 'short')).toBe(400);
    expect(await change(session, PASSWORD, 'a new and longer one')).toBe(204);
    expect(await checkPassword(store, 'ana', 'a new and longer one')).toMatchObject({ name: 'ana' });
    expect(await checkPassword(store, 'ana', PASSWORD)).toBeNull();
  });

  test('a token: shown once, kept as a hash, of a role, until it expires or is revoked', async () => {
    await addAdmin();
    const app = start();
    const { cookie, csrf } = await logInAs(app, 'ana');
    const headers = { Cookie: cookie, 'X-CSRF-Token': csrf };
    const made = await app.request(
      '/api/v1/tokens',
      json({ label: 'wire', role: 'reader', days: 2 }, headers),
    );
    expect(made.status).toBe(201);
    const { secret, token } = (await made.json()) as { secret: string; token: { id: string } };
    expect(secret).toMatch(SECRET);
    const list = async () => (await app.request('/api/v1/tokens', { headers })).text();
    expect(await list()).toContain('"label":"wire"');
    expect(await list()).not.toMatch(SECRET);
    const kept = await store.database.query<{ row: string }>('select tokens::text as row from tokens');
    expect(JSON.stringify(kept)).not.toContain(secret.slice(4, 20));
    const reads = async (path: string) => (await app.request(path, { headers: bearer(secret) })).status;
    expect(await reads('/api/v1/events')).toBe(200);
    expect(await reads('/api/v1/users')).toBe(403);
    time += 3 * 86_400_000;
    const late = await app.request('/api/v1/events', { headers: bearer(secret) });
    expect(late.status).toBe(401);
    expect(late.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
    time -= 3 * 86_400_000;
    expect((await app.request(`/api/v1/tokens/${token.id}`, { method: 'DELETE', headers })).status).toBe(204);
    expect(await reads('/api/v1/events')).toBe(401);
  });

  test('a token gives no more than its owner has, and makes neither tokens nor users', async () => {
    await addAdmin();
    await addUser(store, { name: 'bo', role: 'editor', password: PASSWORD });
    const bo = await createToken(store, { owner: 'bo', kind: 'api', lifeSeconds: null });
    await expect(
      createToken(store, { owner: 'bo', kind: 'api', role: 'admin', lifeSeconds: null }),
    ).rejects.toThrow(/bo is editor; a token of this user cannot be admin/);
    const ana = await createToken(store, { owner: 'ana', kind: 'api', lifeSeconds: null });
    const app = start();
    for (const [path, body] of [
      ['/api/v1/tokens', {}],
      ['/api/v1/users', { name: 'eve', role: 'admin', password: PASSWORD }],
      ['/api/v1/users/bo/role', { role: 'admin' }],
    ] as const)
      expect((await app.request(path, json(body, bearer(ana.secret)))).status, path).toBe(403);
    const reviews = async () =>
      (await app.request('/api/v1/reports/none', { method: 'DELETE', headers: bearer(bo.secret) })).status;
    expect(await reviews()).toBe(404);
    await setRole(store, 'bo', 'reader');
    expect(await reviews()).toBe(403);
  });

  test('a refresh token opens nothing by itself', async () => {
    await addAdmin();
    const { secret } = await createToken(store, { owner: 'ana', kind: 'refresh', lifeSeconds: 60 });
    expect((await start().request('/api/v1/events', { headers: bearer(secret) })).status).toBe(401);
  });

  test('nobody is logged in who was removed while the password was checked', async () => {
    await addAdmin();
    await addUser(store, { name: 'Rea', role: 'reader', password: PASSWORD });
    expect(await checkPassword(store, 'Rea', PASSWORD)).not.toBeNull();
    await removeUser(store, 'Rea');
    await expect(beginSession(store, 'rea')).rejects.toMatchObject({ code: 'record/no-user' });
  });

  test('what is kept by a browser or proxy is of one person, and shown again to those alone who may read it', async () => {
    await addAdmin();
    await addUser(store, { name: 'Rea', role: 'reader', password: PASSWORD });
    const app = start();
    const [admin, reader] = [await logInAs(app, 'Ana'), await logInAs(app, 'Rea')];
    const kept = ENDPOINTS.filter(({ method, known }) => method === 'get' && known !== 'never');
    // nothing that only some may see is known again by a tag
    expect(kept.filter(({ role }) => role !== 'reader').map(({ id }) => id)).toEqual([]);
    for (const { path, query } of kept) {
      if (path.includes('{') || (query !== null && !query.safeParse({}).success)) continue;
      const ask = (headers: Readonly<Record<string, string>>) => app.request(`/api/v1${path}`, { headers });
      const first = await ask({ cookie: admin.cookie });
      expect(first.headers.get('cache-control'), path).toBe('private, no-cache');
      const tag = { 'If-None-Match': first.headers.get('etag') ?? 'none' };
      expect((await ask({ ...tag, cookie: reader.cookie })).status, path).toBe(304);
      for (const known of [tag, { 'If-None-Match': '*' }]) {
        const refused = await ask(known);
        expect([refused.status, refused.headers.get('etag')], path).toEqual([401, null]);
      }
    }
    const users = (cookie: string) =>
      app.request('/api/v1/users', { headers: { cookie, 'If-None-Match': '*' } });
    expect((await users(admin.cookie)).headers.get('cache-control')).toBe('no-store');
    expect((await users(reader.cookie)).status).toBe(403);
  });

  test('each endpoint lets in its role and those above it, and nobody else', async () => {
    await addAdmin();
    const secrets = new Map<Role, string>();
    for (const role of ROLES) {
      await addUser(store, { name: `u-${role}`, role, password: PASSWORD });
      secrets.set(
        role,
        (await createToken(store, { owner: `u-${role}`, kind: 'api', lifeSeconds: null })).secret,
      );
    }
    const app = start();
    for (const { method, path, role: needed, body } of ENDPOINTS) {
      if (needed === null) continue;
      const address = `/api/v1${path.replace(/\{\w+\}/g, 'none')}`;
      const ask = async (headers: Readonly<Record<string, string>>) => {
        const type = Object.keys(body ?? {})[0];
        const answer = await app.request(address, {
          method: method.toUpperCase(),
          headers: { ...headers, ...(type && { 'Content-Type': type }) },
          ...(type && { body: '{}' }),
        });
        await answer.body?.cancel();
        return answer;
      };
      expect((await ask({})).status, `nobody ${method} ${path}`).toBe(401);
      for (const role of ROLES) {
        const answer = await ask(bearer(secrets.get(role) as string));
        const isRefused =
          answer.headers.get('content-type') === 'application/problem+json' && answer.status === 403;
        if (ROLES.indexOf(role) < ROLES.indexOf(needed))
          expect(isRefused, `${role} ${method} ${path}`).toBe(true);
        else expect([401, 500], `${role} ${method} ${path}`).not.toContain(answer.status);
      }
    }
  });

  test('what is wrong with a name, a password or a role is said', async () => {
    const add = (name: string, password: string, role: Role = 'admin') =>
      addUser(store, { name, role, password });
    await expect(add('eve', PASSWORD, 'reader')).rejects.toThrow(/no admin among them/);
    for (const name of ['', 'a b', '../x', 'local', 'ë'.repeat(3), 'x'.repeat(81), "x'; drop table users"])
      await expect(add(name, PASSWORD), name).rejects.toThrow(/is no name for a user/);
    for (const password of ['short', 'x'.repeat(300), 'aaaaaaaaaaaaaaa', 'ana-ana-ana-'])
      await expect(add('ana-ana', password), password).rejects.toThrow(/this password/);
    await add('ana', PASSWORD);
    await expect(add('ANA', PASSWORD)).rejects.toThrow(/already/);
    await expect(removeUser(store, 'nobody')).rejects.toThrow(/no user "nobody"/);
    await add('bo', PASSWORD, 'reader');
    await expect(setRole(store, 'ana', 'reader')).rejects.toThrow(/no admin among them/);
    await expect(removeUser(store, 'ana')).rejects.toThrow(/no admin among them/);
  });

  test('passwords are kept as argon2id, and a backup holds no token', async () => {
    await addAdmin();
    const { secret } = await createToken(store, {
      owner: 'ana',
      kind: 'api',
      lifeSeconds: null,
      label: 'wire',
    });
    const [row] = await store.database.query<{ password: string }>('select password from users');
    expect(row?.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const lines: string[] = [];
    await writeBackup(store, async line => void lines.push(line));
    expect(lines.join('')).toContain('argon2id');
    expect(lines.join('')).not.toContain('"wire"');
    expect(lines.join('')).not.toContain(secret);
  });

  test('failed log-ins have to wait longer and longer, whether there is such a user or not', async () => {
    await addAdmin();
    let clock = 0;
    const app = start({ lockOut: makeLockOut(() => clock) });
    const attempt = async (name: string, password = 'wrong') => {
      const answer = await app.request('/api/v1/session', json({ name, password }));
      return [answer.status, Number(answer.headers.get('retry-after') ?? 0)];
    };
    for (const name of ['ana', 'nobody']) {
      for (let count = 0; count < 5; count++) expect(await attempt(name)).toEqual([401, 0]);
      expect(await attempt(name)).toEqual([429, 1]);
      // not even with the right one, and waiting does not begin anew
      expect(await attempt(name, PASSWORD)).toEqual([429, 1]);
      clock += 1000;
      expect(await attempt(name)).toEqual([401, 0]);
      expect(await attempt(name)).toEqual([429, 2]);
      clock += 2000;
    }
    expect((await attempt('ana', PASSWORD))[0]).toBe(200);
    expect(await attempt('ana')).toEqual([401, 0]);
  });

  test('many at once are many', async () => {
    await addAdmin();
    const app = start();
    const statuses = await Promise.all(
      Array.from(
        { length: 12 },
        async () => (await app.request('/api/v1/session', json({ name: 'ana', password: 'wrong' }))).status,
      ),
    );
    expect(statuses.filter(status => status === 401)).toHaveLength(5);
    expect(statuses.filter(status => status === 429)).toHaveLength(7);
  });
});
