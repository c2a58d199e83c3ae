// The outbox as a hook: what waits, and how to add to it; it empties itself while the server answers.
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Decision } from '../../../../src/schema/decision.ts';
import { ApiError, getJson, isOtherSession, sendJson } from '../../api/client.ts';
import { useSession } from '../../api/session.ts';
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
      // What the server may do another time it is asked again, as after a new log-in; what it refuses is told.
      const { status } = error;
      const mayWork =
        status === 0 || status >= 500 || status === 429 || status === 401 || isOtherSession(error);
      return mayWork ? { kind: 'unreachable' } : { kind: 'refused', message: error.message };
    }
  },
  decisionsOn: async target =>
    (await getJson<{ items: readonly Decision[] }>('/decisions', { target, limit: 1000 })).items,
};

export interface Outbox {
  readonly waiting: readonly Proposed[];
  readonly refused: { readonly proposed: Proposed; readonly message: string } | null;
  readonly propose: (proposed: Omit<Proposed, 'key' | 'by' | 'wasSent'>) => void;
  readonly forgetRefusal: () => void;
}

export const useOutbox = (onMade: (decision: Decision) => void): Outbox => {
  const queries = useQueryClient();
  const user = useSession().data?.user ?? null;
  const [kept, setKept] = useState(readOutbox);
  const waiting = useMemo(() => kept.filter(({ by }) => by === user), [kept, user]);
  const [refused, setRefused] = useState<Outbox['refused']>(null);
  const [turn, setTurn] = useState(0);
  const isSending = useRef(false);
  const made = useRef(onMade);
  useEffect(() => {
    made.current = onMade;
  }, [onMade]);
  const keep = useCallback((entries: readonly Proposed[]) => {
    writeOutbox(entries);
    setKept(entries);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn tries again
  useEffect(() => {
    const [first] = waiting;
    if (first === undefined || isSending.current) return;
    const entry = readOutbox().find(({ key }) => key === first.key) ?? first;
    isSending.current = true;
    const marked = { ...first, wasSent: true };
    const others = (): readonly Proposed[] => readOutbox().filter(({ key }) => key !== first.key);
    writeOutbox([marked, ...others()]);
    let timer: ReturnType<typeof setTimeout> | undefined;
    void deliver(entry, wire)
      .catch(() => ({ kind: 'unreachable' as const }))
      .then(sent => {
        isSending.current = false;
        if (sent.kind === 'unreachable') {
          // The list stays as it is drawn: only time, or another decision, begins the next try.
          writeOutbox([marked, ...others()]);
          timer = setTimeout(() => setTurn(count => count + 1), AGAIN);
          return;
        }
        keep(others());
        if (sent.kind === 'refused') setRefused({ proposed: first, message: sent.message });
        else made.current(sent.decision);
        void queries.invalidateQueries({ queryKey: ['events'] });
        void queries.invalidateQueries({ queryKey: ['review'] });
      });
    return () => clearTimeout(timer);
  }, [waiting, turn, keep, queries]);
  const propose = useCallback(
    (proposed: Omit<Proposed, 'key' | 'by' | 'wasSent'>) => {
      setRefused(null);
      keep([...readOutbox(), { ...proposed, by: user, key: newKey(), wasSent: false }]);
    },
    [keep, user],
  );
  return { waiting, refused, propose, forgetRefusal: useCallback(() => setRefused(null), []) };
};
