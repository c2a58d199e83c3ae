// The address of a source as it is given: http and https, or a path of this machine made whole.
import { resolve } from 'node:path';
import { Refusal } from '../refusal.ts';

export const isHttp = (address: string): boolean => /^https?:\/\//i.test(address);

const ALLOWED = 'Allowed: http://HOST/PATH, https://HOST/PATH, or the path of a folder or file';

export const readAddress = (given: string): string => {
  if (isHttp(given)) {
    if (URL.canParse(given)) return given;
    throw new Refusal(`${given} is no address. ${ALLOWED}`, 2);
  }
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(given)?.[1];
  if (scheme === undefined) return resolve(given);
  throw new Refusal(`${given}: ${scheme} is not read. ${ALLOWED}`, 2);
};
