// News of the running server for those who listen (server-sent events): kept for a while, so that a client that was
// cut off goes on where it stopped.
import { randomBytes } from 'node:crypto';

export const TOPICS = ['stories', 'reports', 'queue', 'decisions'] as const;
export type Topic = (typeof TOPICS)[number];

export interface ServerEvent {
  /** Grows by one; `epoch-number` is the id that clients see. */
  readonly number: number;
  readonly topic: Topic;
  /** Small and free of report text: ids and counts. */
  readonly data: Readonly<Record<string, unknown>>;
}

export interface EventBus {
  /** Differs from one start of the server to the next: numbers of another epoch mean nothing. */
  readonly epoch: string;
  readonly publish: (topic: Topic, data: ServerEvent['data']) => void;
  /** Calls `listen` with each event from now on, and `onEnd` when the server stops; what is returned ends it. */
  readonly subscribe: (listen: (event: ServerEvent) => void, onEnd?: () => void) => () => void;
  /** Events after `number` that are still kept; null where some are gone. */
  readonly since: (number: number) => readonly ServerEvent[] | null;
  /** Number of the latest event, 0 before the first. */
  readonly last: () => number;
  /** Sends every listener home. */
  readonly end: () => void;
}

const KEPT = 1000;

export const makeEvents = (epoch: string = randomBytes(4).toString('hex')): EventBus => {
  const kept: ServerEvent[] = [];
  const listeners = new Map<(event: ServerEvent) => void, () => void>();
  let last = 0;
  return {
    epoch,
    publish: (topic, data) => {
      const event: ServerEvent = { number: ++last, topic, data };
      kept.push(event);
      if (kept.length > KEPT) kept.shift();
      for (const listen of [...listeners.keys()]) listen(event);
    },
    subscribe: (listen, onEnd = () => {}) => {
      listeners.set(listen, onEnd);
      return () => void listeners.delete(listen);
    },
    since: number => {
      if (number > last) return null;
      const first = kept[0]?.number ?? last + 1;
      return number + 1 < first ? null : kept.filter(event => event.number > number);
    },
    last: () => last,
    end: () => {
      for (const end of [...listeners.values()]) end();
    },
  };
};
