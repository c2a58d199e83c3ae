// Who may ask which host when: one at a time and not too soon after another, hosts in turn, so many in all. Whoever would
// wait too long is told when to come back instead.
import type { Clock } from './clock.ts';
import type { FetchLimits } from './fetch-limits.ts';

/** `release` must be called once, when the connection is no longer in use. */
type Turn =
  | { readonly kind: 'turn'; readonly release: () => void }
  | { readonly kind: 'later'; readonly at: number }
  | { readonly kind: 'stopped' };

export interface HostQueue {
  /** @param delayMs least time between two of this host. */
  readonly take: (host: string, delayMs: number, signal: AbortSignal) => Promise<Turn>;
  /** No turn at this host before `at` (milliseconds since 1970). */
  readonly rest: (host: string, at: number) => void;
}

interface Waiter {
  readonly delayMs: number;
  readonly give: (turn: Turn) => void;
}

interface Host {
  readonly waiting: Waiter[];
  busy: number;
  readyAt: number;
}

/** Hosts remembered without anybody waiting; the oldest are forgotten. */
const MOST_IDLE = 5000;

type QueueLimits = Pick<FetchLimits, 'concurrency' | 'perHost' | 'longestWaitMs'>;

export const makeHostQueue = (limits: QueueLimits, clock: Clock): HostQueue => {
  /** In the order in which they get their turns: one that was served goes to the end. */
  const hosts = new Map<string, Host>();
  let running = 0;
  let alarm = Number.POSITIVE_INFINITY;

  const hostOf = (name: string): Host => {
    const known = hosts.get(name);
    if (known !== undefined) return known;
    const host: Host = { waiting: [], busy: 0, readyAt: 0 };
    hosts.set(name, host);
    return host;
  };

  const forgetIdle = (): void => {
    if (hosts.size <= MOST_IDLE) return;
    const now = clock.now();
    for (const [name, host] of hosts)
      if (host.busy === 0 && host.waiting.length === 0 && host.readyAt <= now) hosts.delete(name);
  };

  const serve = (name: string, host: Host): void => {
    const waiter = host.waiting.shift() as Waiter;
    running++;
    host.busy++;
    hosts.delete(name);
    hosts.set(name, host);
    let isOut = true;
    const release = (): void => {
      if (!isOut) return;
      isOut = false;
      running--;
      host.busy--;
      host.readyAt = Math.max(host.readyAt, clock.now() + waiter.delayMs);
      forgetIdle();
      pump();
    };
    waiter.give({ kind: 'turn', release });
  };

  /** Whoever has to wait until after `at` is sent away. */
  const sendAway = (host: Host, now: number): void => {
    if (host.readyAt - now <= limits.longestWaitMs) return;
    for (const waiter of host.waiting.splice(0)) waiter.give({ kind: 'later', at: host.readyAt });
  };

  const wakeAt = (at: number): void => {
    if (at >= alarm) return;
    alarm = at;
    void clock.wait(Math.max(1, at - clock.now())).then(() => {
      if (alarm === at) alarm = Number.POSITIVE_INFINITY;
      pump();
    });
  };

  /** Gives each host that is ready one turn; false once there is nothing more to give. */
  const serveRound = (): boolean => {
    const now = clock.now();
    let next = Number.POSITIVE_INFINITY;
    let gave = false;
    for (const [name, host] of [...hosts]) {
      if (host.waiting.length === 0) continue;
      sendAway(host, now);
      if (running >= limits.concurrency) return false;
      if (host.waiting.length === 0 || host.busy >= limits.perHost) continue;
      if (host.readyAt > now) next = Math.min(next, host.readyAt);
      else {
        serve(name, host);
        gave = true;
      }
    }
    if (next < Number.POSITIVE_INFINITY) wakeAt(next);
    return gave;
  };

  const pump = (): void => {
    while (serveRound());
  };

  return {
    take: (name, delayMs, signal) =>
      new Promise(resolve => {
        if (signal.aborted) return resolve({ kind: 'stopped' });
        const host = hostOf(name);
        const ahead = host.waiting.reduce((sum, each) => sum + each.delayMs, host.busy * delayMs);
        const at = Math.max(host.readyAt, clock.now()) + ahead;
        if (at - clock.now() > limits.longestWaitMs) return resolve({ kind: 'later', at });
        const leave = (): void => {
          const place = host.waiting.indexOf(waiter);
          if (place >= 0) host.waiting.splice(place, 1);
          resolve({ kind: 'stopped' });
        };
        const waiter: Waiter = {
          delayMs,
          give: turn => {
            signal.removeEventListener('abort', leave);
            resolve(turn);
          },
        };
        signal.addEventListener('abort', leave, { once: true });
        host.waiting.push(waiter);
        pump();
      }),
    rest: (name, at) => {
      const host = hostOf(name);
      host.readyAt = Math.max(host.readyAt, at);
      pump();
    },
  };
};
