// Decisions on their way: kept in this browser until the server has acknowledged each, sent in order, one at a time. A
// decision whose answer was lost goes again under its key; should the server have been started anew meanwhile, it is
// looked up first: none is made twice.
import type { Decision } from '../../../../src/schema/decision.ts';

export interface Proposed {
  /** Made up here: the server does the work of one key once. */
  readonly key: string;
  /** Who decided: it is never sent in the name of another reader of this browser. */
  readonly by: string | null;
  readonly action: Decision['action'];
  readonly target: string;
  readonly reason: string | null;
  /** Of a correction: columns as written. */
  readonly set?: Readonly<Record<string, string>>;
  readonly into?: string;
  /** Of an undo: the decision that shall not count. */
  readonly undoes?: string;
  readonly mentions?: readonly { readonly report: string; readonly event: string }[];
  /** The last decision that there was when this one was proposed: what came later may be it. */
  readonly after: string | null;
  /** True once it may have reached the server. */
  readonly wasSent: boolean;
}

export type Sent =
  | { readonly kind: 'made'; readonly decision: Decision }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'unreachable' };

export interface Wire {
  readonly send: (proposed: Proposed) => Promise<Sent>;
  /** Decisions on a target, in order. */
  readonly decisionsOn: (target: string) => Promise<readonly Decision[]>;
}

const numberOf = (id: string | null): number => Number(id?.slice(1) ?? 0);

const isIt = (decision: Decision, { action, target, reason, after }: Proposed): boolean =>
  decision.action === action &&
  decision.target === target &&
  (decision.reason ?? null) === reason &&
  numberOf(decision.id) > numberOf(after);

/** Sends one decision, once: unreachable means that it stays in the outbox. */
export const deliver = async (proposed: Proposed, wire: Wire): Promise<Sent> => {
  if (proposed.wasSent) {
    try {
      const made = (await wire.decisionsOn(proposed.target)).find(decision => isIt(decision, proposed));
      if (made) return { kind: 'made', decision: made };
    } catch {
      return { kind: 'unreachable' };
    }
  }
  return wire.send(proposed);
};

const KEY = 'synoptic.outbox';

export const readOutbox = (): readonly Proposed[] => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? (kept as Proposed[]) : [];
  } catch {
    return [];
  }
};

export const writeOutbox = (entries: readonly Proposed[]): void => {
  try {
    if (entries.length === 0) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(entries));
  } catch {
    // A browser that keeps nothing still sends what is in hand.
  }
};
