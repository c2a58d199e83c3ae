// The outbox as a hook: what waits, and how to add to it; it empties itself while the server answers.
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Decision } from '../../../../src/schema/decision.ts';
import { ApiError, getJson, sendJson } from '../../api/client.ts';
import { newKey } from './new-key.ts';
import { deliver, type Proposed, readOutbox, type Wire, writeOutbox } from './outbox.ts';

const AGAIN = 3000;

const request = ({ key, action, target, reason, set, into, mentions, undoes }: Proposed) =>
  undoes === undefined
    ? sendJson<{ decision: Decision }>(
        'POST',
        '/decisions',
        {
          action,
          target,
          ...(reason !== null && { reason }),
          ...(set && { set }),
          ...(into !== undefined && { into }),
          ...(mentions && { mentions }),
        },
        key,
      )
    : sendJson<{ decision: Decision }>('POST', `/decisions/${undoes}/undo`, undefined, key);

const wire: Wire = {
  send: async proposed => {
    try {
      return { kind: 'made', decision: (await request(proposed)).decision };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      // What the server may do another time it is asked again; what it refuses is told.
      const mayWork = error.status === 0 || error.status >= 500 || error.status === 429;
      return mayWork ? { kind: 'unreachable' } : { kind: 'refused', message: error.message };
    }
  },
  decisionsOn: async target =>
    (await getJson<{ items: readonly Decision[] }>('/decisions', { target, limit: 1000 })).items,
};

export interface Outbox {
  readonly waiting: readonly Proposed[];
  readonly refused: { readonly proposed: Proposed; readonly message: string } | null;
  readonly propose: (proposed: Omit<Proposed, 'key' | 'wasSent'>) => void;
  readonly forgetRefusal: () => void;
}

export const useOutbox = (onMade: (decision: Decision) => void): Outbox => {
  const queries = useQueryClient();
  const [waiting, setWaiting] = useState(readOutbox);
  const [refused, setRefused] = useState<Outbox['refused']>(null);
  const [turn, setTurn] = useState(0);
  const isSending = useRef(false);
  const made = useRef(onMade);
  useEffect(() => {
    made.current = onMade;
  }, [onMade]);
  const keep = useCallback((entries: readonly Proposed[]) => {
    writeOutbox(entries);
    setWaiting(entries);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn tries again
  useEffect(() => {
    const [first, ...rest] = waiting;
    if (first === undefined || isSending.current) return;
    const entry = readOutbox().find(({ key }) => key === first.key) ?? first;
    isSending.current = true;
    const marked = { ...first, wasSent: true };
    writeOutbox([marked, ...rest]);
    let timer: ReturnType<typeof setTimeout> | undefined;
    void deliver(entry, wire)
      .catch(() => ({ kind: 'unreachable' as const }))
      .then(sent => {
        isSending.current = false;
        const others = readOutbox().filter(({ key }) => key !== first.key);
        if (sent.kind === 'unreachable') {
          // The list stays as it is drawn: only time, or another decision, begins the next try.
          writeOutbox([marked, ...others]);
          timer = setTimeout(() => setTurn(count => count + 1), AGAIN);
          return;
        }
        keep(others);
        if (sent.kind === 'refused') setRefused({ proposed: first, message: sent.message });
        else made.current(sent.decision);
        void queries.invalidateQueries({ queryKey: ['events'] });
        void queries.invalidateQueries({ queryKey: ['review'] });
      });
    return () => clearTimeout(timer);
  }, [waiting, turn, keep, queries]);
  const propose = useCallback(
    (proposed: Omit<Proposed, 'key' | 'wasSent'>) => {
      setRefused(null);
      keep([...readOutbox(), { ...proposed, key: newKey(), wasSent: false }]);
    },
    [keep],
  );
  return { waiting, refused, propose, forgetRefusal: useCallback(() => setRefused(null), []) };
};
