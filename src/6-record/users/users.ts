// Users of a store over the network, each with one role.
import { insertRows, type Queries, storable } from '../database/database.ts';
import type { Store } from '../store.ts';
import { StoreRefusal } from '../store-refusal.ts';
import { checkNewPassword, hashPassword, verifyPassword } from './passwords.ts';

/** reader: reads everything; coder: hands in reports, decides; editor: removes, releases; admin: users and tokens. */
export const ROLES = ['reader', 'coder', 'editor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** True where `role` is `needed` or a higher one. */
export const includesRole = (role: Role, needed: Role): boolean =>
  ROLES.indexOf(role) >= ROLES.indexOf(needed);

export interface User {
  readonly name: string;
  readonly role: Role;
  readonly createdAt: string;
}

interface UserRow {
  readonly name: string;
  readonly role: Role;
  readonly created_at: string;
}

const COLUMNS = 'name, role, created_at';
const userOf = ({ name, role, created_at }: UserRow): User => ({ name, role, createdAt: created_at });

/** As names are kept: `Ana` and `ana` are one user. */
const userName = (name: string): string => storable(name.trim().toLowerCase());

/** Also an address of mail, which is what ACLED's clients log in with. */
const NAME = /^[a-z0-9][a-z0-9._+@-]{0,79}$/;

const checkName = (name: string): void => {
  if (!NAME.test(name) || name === 'local')
    throw new StoreRefusal(
      'record/bad-user',
      `"${name.slice(0, 80)}" is no name for a user. Allowed: up to 80 letters a to z, digits and . _ - + @, beginning with a letter or digit; not "local"`,
    );
};

export const checkRole = (role: string): Role => {
  if (!(ROLES as readonly string[]).includes(role))
    throw new StoreRefusal(
      'record/bad-user',
      `"${role.slice(0, 40)}" is no role. Allowed: ${ROLES.join(', ')}`,
    );
  return role as Role;
};

export const noUser = (name: string): StoreRefusal =>
  new StoreRefusal('record/no-user', `there is no user "${name.slice(0, 80)}". See them: synoptic user list`);

export const hasUsers = async (queries: Queries): Promise<boolean> =>
  (await queries.query('select 1 from users limit 1')).length > 0;

export const listUsers = async ({ database }: Store): Promise<User[]> =>
  (await database.query<UserRow>(`select ${COLUMNS} from users order by name`)).map(userOf);

export const readUser = async ({ database }: Store, name: string): Promise<User | null> => {
  const [row] = await database.query<UserRow>(`select ${COLUMNS} from users where name = $1`, [
    userName(name),
  ]);
  return row ? userOf(row) : null;
};

export interface NewUser {
  readonly name: string;
  readonly role: Role;
  readonly password: string;
}

export const addUser = async (store: Store, { name: given, role, password }: NewUser): Promise<User> => {
  const name = userName(given);
  checkName(name);
  checkNewPassword(password, name);
  const hash = await hashPassword(password);
  const at = store.now().toISOString();
  return store.database.transaction(async queries => {
    await lockUsers(queries);
    if ((await queries.query('select 1 from users where name = $1', [name])).length > 0)
      throw new StoreRefusal('record/name-taken', `there is a user "${name}" already. Give another name`);
    await insertRows(queries, 'users', [{ name, role, password: hash, created_at: at, password_at: at }]);
    await keepAnAdmin(queries);
    return { name, role, createdAt: at };
  });
};

/** One change of users at a time, so that the last admin cannot go twice over. */
const lockUsers = async (queries: Queries): Promise<void> => {
  await queries.query('lock table users in share row exclusive mode');
};

/** A store with users but no admin could be managed by nobody over the network: the first user is one. */
const keepAnAdmin = async (queries: Queries): Promise<void> => {
  const rows = await queries.query<{ role: Role }>('select role from users');
  if (rows.length > 0 && !rows.some(({ role }) => role === 'admin'))
    throw new StoreRefusal(
      'record/last-admin',
      'there would be users and no admin among them. Make one first: synoptic user add NAME --role admin, or synoptic user role NAME admin',
    );
};

/** With all tokens and sessions. Removing the last user of all opens the store to everybody on this machine again. */
export const removeUser = (store: Store, given: string): Promise<void> =>
  store.database.transaction(async queries => {
    const name = userName(given);
    await lockUsers(queries);
    if ((await queries.query('delete from users where name = $1 returning name', [name])).length === 0)
      throw noUser(name);
    await keepAnAdmin(queries);
  });

const endLogIns = async (queries: Queries, name: string): Promise<void> => {
  await queries.query('delete from sessions where owner = $1', [name]);
  await queries.query("delete from tokens where owner = $1 and kind <> 'api'", [name]);
};

/** Ends the user's sessions; a token never gives more than its owner has (see findToken). */
export const setRole = (store: Store, given: string, role: Role): Promise<void> =>
  store.database.transaction(async queries => {
    const name = userName(given);
    await lockUsers(queries);
    if (
      (await queries.query('update users set role = $2 where name = $1 returning name', [name, role]))
        .length === 0
    )
      throw noUser(name);
    await keepAnAdmin(queries);
    await endLogIns(queries, name);
  });

/** Ends the user's sessions and log-ins; tokens made by hand stay. */
export const setPassword = async (store: Store, given: string, password: string): Promise<void> => {
  const name = userName(given);
  checkNewPassword(password, name);
  const hash = await hashPassword(password);
  await store.database.transaction(async queries => {
    const changed = await queries.query(
      'update users set password = $2, password_at = $3 where name = $1 returning name',
      [name, hash, store.now().toISOString()],
    );
    if (changed.length === 0) throw noUser(name);
    await endLogIns(queries, name);
  });
};

/** The user of this name and password, else null: in the same time whether there is such a user or not. */
export const checkPassword = async (store: Store, given: string, password: string): Promise<User | null> => {
  const [row] = await store.database.query<UserRow & { readonly password: string }>(
    `select ${COLUMNS}, password from users where name = $1`,
    [userName(given)],
  );
  const matches = await verifyPassword(row?.password ?? null, password);
  return row && matches ? userOf(row) : null;
};
