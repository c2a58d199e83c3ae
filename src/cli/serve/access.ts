// How the server may be reached: what the options ask for, and what is refused or warned of.
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import type { Store } from '../../6-record/index.ts';
import type { Access } from '../../7-serve/index.ts';
import { Refusal } from '../refusal.ts';

export interface AccessOptions {
  readonly host: string;
  readonly publicUrl?: string;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

const readPublicUrl = (written: string | undefined): URL | null => {
  if (written === undefined) return null;
  const url = URL.canParse(written) ? new URL(written) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.username !== '')
    throw new Refusal(
      `"${written}" is no address of a server. Allowed: https://desk.example, without a path`,
      2,
    );
  return url;
};

const readPem = (path: string): Buffer => {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new Refusal(`cannot read ${path}: ${(error as Error).message}. Give a PEM file`, 1, error);
  }
};

export const readTls = ({ tlsCert, tlsKey }: AccessOptions): { cert: Buffer; key: Buffer } | undefined => {
  if (tlsCert === undefined && tlsKey === undefined) return undefined;
  if (tlsCert === undefined || tlsKey === undefined)
    throw new Refusal('--tls-cert and --tls-key belong together: give both, or neither', 2);
  return { cert: readPem(tlsCert), key: readPem(tlsKey) };
};

export const readAccess = (options: AccessOptions): Access => {
  const publicUrl = readPublicUrl(options.publicUrl);
  return {
    host: options.host,
    isLoopback: isLoopback(options.host),
    publicUrl,
    isHttps: options.tlsCert !== undefined || publicUrl?.protocol === 'https:',
  };
};

/** Past this machine nobody gets in without a name. @returns warnings. */
export const checkAccess = async (store: Store, access: Access): Promise<readonly string[]> => {
  const isReachable = !access.isLoopback || access.publicUrl !== null;
  if (!isReachable) return [];
  const { hasUsers } = await import('../../6-record/index.ts');
  if (!(await hasUsers(store.database)))
    throw new Refusal(
      `${access.host} can be reached from other machines, and the store has no user who could log in. Make one first: synoptic user add NAME --role admin --store ${store.name}`,
    );
  return access.isHttps
    ? []
    : [
        'warning: passwords and tokens travel unencrypted to this address. Give --tls-cert and --tls-key, or put a proxy with HTTPS in front and name it: --public-url https://desk.example',
      ];
};
