// How clients of ACLED log in: a token for a password, one that refreshes it, a cookie.
import { describe, expect, test } from 'vitest';
import { findToken } from '../../src/6-record/index.ts';
import { acledForTests, PASSWORD } from '../support/acled-client.ts';
import { STORE_KINDS } from '../support/stores.ts';

describe.each(STORE_KINDS)("ACLED's log-in on %s", (_, make) => {
  const { ask, clock, get, oauth, send, store, tokens } = acledForTests(make);

  test('a password gives a token of a day and one that refreshes it, once', async () => {
    const first = await oauth(
      `grant_type=password&username=ana&password=${encodeURIComponent(PASSWORD)}&client_id=acled&scope=authenticated`,
    );
    expect(first.headers['content-type']).toMatch(/^application\/json/);
    expect(first.headers['cache-control']).toBe('no-store');
    const granted = JSON.parse(first.text);
    expect(granted).toMatchObject({ token_type: 'Bearer', expires_in: 86_400 });
    const again = `grant_type=refresh_token&refresh_token=${granted.refresh_token}&client_id=acled`;
    const second = JSON.parse((await oauth(again)).text);
    expect(second).toMatchObject({ token_type: 'Bearer', expires_in: 86_400 });
    tokens.access_token = second.access_token;
    expect((await ask('/api/acled/read?limit=1')).count).toBe(1);
    const third = await oauth(again);
    expect(third.status).toBe(400);
    expect(JSON.parse(third.text)).toMatchObject({ error: 'invalid_grant' });
  });

  test('of two that refresh by one token at once, one is served', async () => {
    const granted = JSON.parse(
      (await oauth(`grant_type=password&username=ana&password=${encodeURIComponent(PASSWORD)}`)).text,
    );
    const again = `grant_type=refresh_token&refresh_token=${granted.refresh_token}`;
    const answers = await Promise.all([oauth(again), oauth(again), oauth(again)]);
    const told = answers.map(({ status, text }) => [status, JSON.parse(text).error ?? 'none']);
    expect(told.toSorted()).toEqual([
      [200, 'none'],
      [400, 'invalid_grant'],
      [400, 'invalid_grant'],
    ]);
  });

  test('a form in parts is taken as well', async () => {
    const parts = { grant_type: 'password', username: 'ana', password: PASSWORD, client_id: 'acled' };
    const body = `${Object.entries(parts)
      .map(([name, value]) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
      .join('')}--x--\r\n`;
    const headers = { 'Content-Type': 'multipart/form-data; boundary=x' };
    const answer = await send('/oauth/token', { method: 'POST', headers, body });
    expect(answer.status).toBe(200);
  });

  test.each([
    ['grant_type=password&username=ana&password=wrong-wrong-wrong&client_id=acled', 'invalid_grant'],
    ['grant_type=password&username=nobody&password=wrong-wrong-wrong', 'invalid_grant'],
    ['grant_type=password&username=ana', 'invalid_request'],
    ['grant_type=magic&username=ana&password=x', 'unsupported_grant_type'],
    ['grant_type=refresh_token&refresh_token=syn_nope', 'invalid_grant'],
    ['', 'invalid_request'],
    ['%%%=%&&&', 'invalid_request'],
  ])('%s is refused as OAuth refuses', async (body, error) => {
    const answer = await oauth(body);
    expect(answer.status).toBe(400);
    const told = JSON.parse(answer.text);
    expect(told.error).toBe(error);
    expect(told.error_description).toBe(told.message);
  });

  test('without a token, or with a dead one, 401 on which clients ask for a new one', async () => {
    for (const headers of [
      {},
      { Authorization: 'Bearer nope' },
      { Authorization: `Bearer ${tokens.refresh_token}` },
    ]) {
      const answer = await send('/api/acled/read?limit=1', { headers });
      expect(answer.status).toBe(401);
      expect(answer.headers['www-authenticate']).toBe('Bearer error="invalid_token"');
      expect(JSON.parse(answer.text)).toMatchObject({ success: false, message: expect.any(String) });
    }
  });

  test('a token ends after a day', async () => {
    clock.now += 86_400_000 + 1000;
    const old = await get('/api/acled/read?limit=1');
    expect(old.status).toBe(401);
    const renewed = JSON.parse(
      (await oauth(`grant_type=refresh_token&refresh_token=${tokens.refresh_token}&client_id=acled`)).text,
    );
    tokens.access_token = renewed.access_token;
    expect((await ask('/api/acled/read?limit=1')).count).toBe(1);
  });

  test('a token of this kind reads and does no more, whatever its owner may', async () => {
    expect(await findToken(store, tokens.access_token, ['access'])).toMatchObject({
      owner: 'ana',
      role: 'reader',
    });
  });

  test('a cookie does as well, until logged out', async () => {
    const login = await send('/user/login?_format=json', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ name: 'ana', pass: PASSWORD }),
    });
    expect(login.status).toBe(200);
    const told = JSON.parse(login.text);
    expect(told.current_user).toEqual({ uid: 'ana', name: 'ana', roles: ['authenticated', 'coder'] });
    const cookie = String(login.headers['set-cookie']).split(';')[0] as string;
    const headers = { Cookie: cookie, 'X-CSRF-Token': told.csrf_token };
    const path = '/api/acled/read?_format=json&limit=2';
    expect(JSON.parse((await send(path, { headers })).text).count).toBe(2);
    const logout = `/user/logout?_format=json&token=${told.logout_token}`;
    expect((await send(logout, { method: 'POST', headers })).status).toBe(204);
    expect((await send(path, { headers })).status).toBe(401);
    const wrong = await send('/user/login?_format=json', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"name":"ana","pass":"not it at all"}',
    });
    expect(wrong.status).toBe(400);
    expect(JSON.parse(wrong.text).message).toMatch(/name or the password/);
  });
});
