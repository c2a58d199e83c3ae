// Passwords: what is allowed, and argon2id (RFC 9106) with OWASP's parameters: 19 MiB, two passes.
import { StoreRefusal } from '../store-refusal.ts';

const LEAST = 12;
const MOST = 256;
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** One way of typing it is as good as another: é composed or not, full-width or not. */
const typed = (password: string): string => password.normalize('NFKC');

export const checkNewPassword = (password: string, name: string): void => {
  const length = [...typed(password)].length;
  const refuse = (what: string): StoreRefusal =>
    new StoreRefusal(
      'record/bad-user',
      `this password ${what}. Allowed: ${LEAST} to ${MOST} characters of any kind; a sentence is easy to keep in mind`,
    );
  if (length < LEAST || length > MOST) throw refuse(`has ${length} characters`);
  if (new Set(typed(password)).size < 5) throw refuse('has too few different characters');
  if (typed(password).toLowerCase().includes(name) && length < LEAST + name.length)
    throw refuse('is little more than the name');
};

export const hashPassword = async (password: string): Promise<string> => {
  const { hash } = await import('@node-rs/argon2');
  return hash(typed(password), PARAMETERS);
};

let stranger: Promise<string> | null = null;

/** Takes as long where there is no such user (`hash` null): time does not tell who has an account. */
export const verifyPassword = async (hash: string | null, password: string): Promise<boolean> => {
  const { verify } = await import('@node-rs/argon2');
  if (password.length > 4 * MOST) return false;
  stranger ??= hashPassword('nobody has this password');
  const matches = await verify(hash ?? (await stranger), typed(password)).catch(() => false);
  return hash !== null && matches;
};
