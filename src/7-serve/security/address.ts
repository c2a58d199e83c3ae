// Where a request comes from: the connection, or what a trusted proxy in front says of it.
import { isIP } from 'node:net';
import type { Context } from 'hono';
import type { ServeContext, ServeEnv } from '../context.ts';

/** One network at home or at work has a /64 of its own: its addresses count as one. */
const networkOf = (address: string): string => {
  if (isIP(address) !== 6) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [head = '', tail] = (address.split('%')[0] as string).split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups = [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
  return `${groups.slice(0, 4).join(':').toLowerCase()}::/64`;
};

export const addressOf = ({ access }: ServeContext, c: Context<ServeEnv>): string => {
  // the last one is what the proxy itself saw; those before it anybody can invent
  const forwarded =
    access.publicUrl === null ? undefined : c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim();
  const address =
    forwarded !== undefined && isIP(forwarded) > 0 ? forwarded : c.env?.incoming?.socket.remoteAddress;
  return networkOf(address ?? 'here');
};
