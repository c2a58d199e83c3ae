// Tokens: what a program sends instead of a password. Shown once, kept as a hash, bound to a user and a role.
import { nextNumber } from '../counters.ts';
import { insertRows, storable } from '../database/database.ts';
import type { Store } from '../store.ts';
import { StoreRefusal } from '../store-refusal.ts';
import { hashOfSecret, isSecret, newSecret } from './secrets.ts';
import { includesRole, noUser, type Role, readUser } from './users.ts';

export type TokenKind = 'api' | 'access' | 'refresh';

export interface Token {
  /** `t12`: no secret. */
  readonly id: string;
  readonly owner: string;
  readonly kind: TokenKind;
  /** At most this, and at most what the owner has. */
  readonly role: Role;
  readonly label: string | null;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  /** To the minute. */
  readonly usedAt: string | null;
}

interface TokenRow {
  readonly id: string;
  readonly owner: string;
  readonly kind: TokenKind;
  readonly role: Role;
  readonly label: string | null;
  readonly created_at: string;
  readonly expires_at: string | null;
  readonly used_at: string | null;
}

const COLUMNS = 'id, owner, kind, tokens.role, label, tokens.created_at, expires_at, used_at';

const tokenOf = (row: TokenRow): Token => ({
  id: row.id,
  owner: row.owner,
  kind: row.kind,
  role: row.role,
  label: row.label,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  usedAt: row.used_at,
});

export interface NewToken {
  readonly owner: string;
  readonly kind: TokenKind;
  /** Without it, that of the owner. */
  readonly role?: Role | undefined;
  readonly label?: string | null | undefined;
  /** Null: until revoked. */
  readonly lifeSeconds: number | null;
}

const LONGEST_LABEL = 200;
/** Log-ins of one user that are alive at once; the oldest go. */
const MOST_LOG_INS = 50;

export interface CreatedToken {
  /** Nobody can ask for it again. */
  readonly secret: string;
  readonly token: Token;
}

export const createToken = async (store: Store, wanted: NewToken): Promise<CreatedToken> => {
  const owner = await readUser(store, wanted.owner);
  if (!owner) throw noUser(wanted.owner);
  const role = wanted.role ?? owner.role;
  if (!includesRole(owner.role, role))
    throw new StoreRefusal(
      'record/bad-user',
      `${owner.name} is ${owner.role}; a token of this user cannot be ${role}`,
    );
  const secret = newSecret();
  const now = store.now();
  const token = await store.database.transaction(async queries => {
    const number = await nextNumber(queries, 'token');
    const row = {
      id: `t${number}`,
      owner: owner.name,
      kind: wanted.kind,
      role,
      label: wanted.label ? storable(wanted.label).slice(0, LONGEST_LABEL) : null,
      created_at: now.toISOString(),
      expires_at:
        wanted.lifeSeconds === null
          ? null
          : new Date(now.getTime() + wanted.lifeSeconds * 1000).toISOString(),
      used_at: null,
    } as const;
    await queries.query('delete from tokens where expires_at < $1', [now.toISOString()]);
    await queries.query(
      `delete from tokens where id in (select id from tokens where owner = $1 and kind = $2 and kind <> 'api'
        order by number desc offset ${MOST_LOG_INS - 1})`,
      [owner.name, wanted.kind],
    );
    await insertRows(queries, 'tokens', [{ ...row, number, hash: hashOfSecret(secret) }]);
    return tokenOf(row);
  });
  return { secret, token };
};

const USED_EVERY_MS = 60_000;

/** The token of this secret with the role that it gives now; null where there is none, or it has expired. */
export const findToken = async (
  store: Store,
  secret: string,
  kinds: readonly TokenKind[],
): Promise<Token | null> => {
  if (!isSecret(secret)) return null;
  const hash = hashOfSecret(secret);
  const now = store.now();
  const [row] = await store.database.query<TokenRow & { readonly owner_role: Role }>(
    `select ${COLUMNS}, users.role as owner_role from tokens join users on users.name = owner
    where hash = $1 and (expires_at is null or expires_at > $2)`,
    [hash, now.toISOString()],
  );
  if (!row || !kinds.includes(row.kind)) return null;
  if (row.used_at === null || now.getTime() - Date.parse(row.used_at) > USED_EVERY_MS)
    await store.database.query('update tokens set used_at = $2 where hash = $1', [hash, now.toISOString()]);
  return { ...tokenOf(row), role: includesRole(row.owner_role, row.role) ? row.role : row.owner_role };
};

/** Without those of log-ins. @param owner null for all. */
export const listTokens = async ({ database }: Store, owner: string | null): Promise<Token[]> =>
  (
    await database.query<TokenRow>(
      `select ${COLUMNS} from tokens where kind = 'api' and ($1::text is null or owner = $1) order by number`,
      [owner],
    )
  ).map(tokenOf);

/** @param owner null for a token of anybody. */
export const revokeToken = async ({ database }: Store, id: string, owner: string | null): Promise<void> => {
  const gone = await database.query(
    'delete from tokens where id = $1 and ($2::text is null or owner = $2) returning id',
    [storable(id), owner],
  );
  if (gone.length === 0)
    throw new StoreRefusal(
      'record/no-token',
      `there is no token "${id.slice(0, 40)}". See them: synoptic token list`,
    );
};
