// Sessions: a user logged in from a browser. The cookie holds the secret, the store its hash.
import { createHash } from 'node:crypto';
import { insertRows } from '../database/database.ts';
import type { Store } from '../store.ts';
import { hashOfSecret, isSecret, newSecret } from './secrets.ts';
import { noUser, type Role } from './users.ts';

const HOUR_MS = 3_600_000;
/** Ends after a working day without a request, and after a week in any case. */
const IDLE_MS = 12 * HOUR_MS;
export const SESSION_SECONDS = (7 * 24 * HOUR_MS) / 1000;
const SEEN_EVERY_MS = 60_000;
const MOST_SESSIONS = 50;

export interface Session {
  readonly owner: string;
  readonly role: Role;
}

const oldest = (store: Store): { readonly created: string; readonly seen: string } => {
  const now = store.now().getTime();
  return {
    created: new Date(now - SESSION_SECONDS * 1000).toISOString(),
    seen: new Date(now - IDLE_MS).toISOString(),
  };
};

/** @returns the secret for the cookie. */
export const beginSession = async (store: Store, owner: string): Promise<string> => {
  const secret = newSecret();
  const at = store.now().toISOString();
  const { created, seen } = oldest(store);
  await store.database.transaction(async queries => {
    // who was removed since the password was checked
    if ((await queries.query('select 1 from users where name = $1 for share', [owner])).length === 0)
      throw noUser(owner);
    await queries.query('delete from sessions where created_at < $1 or seen_at < $2', [created, seen]);
    await queries.query(
      `delete from sessions where hash in (select hash from sessions where owner = $1
        order by created_at desc, hash offset ${MOST_SESSIONS - 1})`,
      [owner],
    );
    await insertRows(queries, 'sessions', [
      { hash: hashOfSecret(secret), owner, created_at: at, seen_at: at },
    ]);
  });
  return secret;
};

export const findSession = async (store: Store, secret: string): Promise<Session | null> => {
  if (!isSecret(secret)) return null;
  const hash = hashOfSecret(secret);
  const { created, seen } = oldest(store);
  const [row] = await store.database.query<Session & { readonly seen_at: string }>(
    `select owner, users.role, seen_at from sessions join users on users.name = owner
    where hash = $1 and sessions.created_at >= $2 and seen_at >= $3`,
    [hash, created, seen],
  );
  if (!row) return null;
  const now = store.now();
  if (now.getTime() - Date.parse(row.seen_at) > SEEN_EVERY_MS)
    await store.database.query('update sessions set seen_at = $2 where hash = $1', [hash, now.toISOString()]);
  return { owner: row.owner, role: row.role };
};

export const endSession = async ({ database }: Store, secret: string): Promise<void> => {
  await database.query('delete from sessions where hash = $1', [hashOfSecret(secret)]);
};

/** What a page of this session sends back to show that it can read answers: derived, so it needs no place of its own. */
export const csrfOf = (secret: string): string =>
  createHash('sha256').update(`csrf:${secret}`, 'utf8').digest('base64url');
