// What is on its way to the server: files and links, a few at a time, each with its state; what was taken over leaves.
// It goes on while the reader looks at other pages.
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useMemo, useSyncExternalStore } from 'react';

interface Parcel {
  readonly key: number;
  readonly name: string;
  readonly kind: 'file' | 'link';
  readonly state: 'waiting' | 'sending' | 'failed';
  /** Why it failed. */
  readonly message: string | null;
}

interface Sending extends Parcel {
  readonly send: () => Promise<unknown>;
}

const AT_ONCE = 2;

const listeners = new Set<() => void>();
let parcels: readonly Sending[] = [];
let last = 0;

const warn = (event: BeforeUnloadEvent): void => event.preventDefault();

const keep = (next: readonly Sending[]): void => {
  parcels = next;
  const isOnTheWay = parcels.some(({ state }) => state !== 'failed');
  window[isOnTheWay ? 'addEventListener' : 'removeEventListener']('beforeunload', warn as EventListener);
  for (const listen of listeners) listen();
};

const change = (key: number, to: Partial<Parcel>): void =>
  keep(parcels.map(parcel => (parcel.key === key ? { ...parcel, ...to } : parcel)));

const sendNext = (queries: QueryClient): void => {
  const busy = parcels.filter(({ state }) => state === 'sending').length;
  const next = parcels.filter(({ state }) => state === 'waiting').slice(0, Math.max(0, AT_ONCE - busy));
  for (const { key, send } of next) {
    change(key, { state: 'sending' });
    void send()
      .then(
        () => keep(parcels.filter(parcel => parcel.key !== key)),
        (error: unknown) =>
          change(key, { state: 'failed', message: error instanceof Error ? error.message : String(error) }),
      )
      .then(() => {
        void queries.invalidateQueries({ queryKey: ['jobs'] });
        sendNext(queries);
      });
  }
};

const put = (parcel: Omit<Sending, 'key'>): void => keep([...parcels, { ...parcel, key: ++last }]);

const subscribe = (listen: () => void): (() => void) => {
  listeners.add(listen);
  return () => void listeners.delete(listen);
};

export interface Tray {
  readonly parcels: readonly Parcel[];
  readonly send: (name: string, kind: Parcel['kind'], send: () => Promise<unknown>) => void;
  readonly refuse: (name: string, kind: Parcel['kind'], message: string) => void;
  readonly forgetFailed: () => void;
}

export const useTray = (): Tray => {
  const queries = useQueryClient();
  const shown = useSyncExternalStore(subscribe, () => parcels);
  return useMemo(
    () => ({
      parcels: shown,
      send: (name, kind, send) => {
        put({ name, kind, state: 'waiting', message: null, send });
        sendNext(queries);
      },
      refuse: (name, kind, message) =>
        put({ name, kind, state: 'failed', message, send: () => Promise.resolve() }),
      forgetFailed: () => keep(parcels.filter(({ state }) => state !== 'failed')),
    }),
    [shown, queries],
  );
};
