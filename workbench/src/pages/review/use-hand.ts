// The event in hand: what its reviewer is doing with it, what is written so far, and what of that can be sent.
import { useCallback, useMemo, useState } from 'react';
import type { EventWhole } from '../../api/events.ts';
import { useMay } from '../../api/session.ts';
import { type KeyBindings, useKeys } from '../../app/keys.ts';
import { standingDecisions } from '../../parts/decisions.tsx';
import { mentionKey } from './choices.tsx';
import { type DraftInHand, useDraft } from './draft.ts';
import { changesOf } from './fields.ts';
import type { Proposed } from './outbox.ts';

type Mode = 'look' | 'correct' | 'merge' | 'split' | 'note';
export type Propose = (proposed: Omit<Proposed, 'key' | 'by' | 'wasSent'>) => void;

export interface Hand {
  readonly mode: Mode;
  readonly turnTo: (mode: Mode) => void;
  readonly draft: DraftInHand;
  /** The event to merge into. */
  readonly into: string;
  readonly setInto: (id: string) => void;
  /** Mentions to split off, by their keys. */
  readonly chosen: ReadonlySet<string>;
  readonly setChosen: (keys: ReadonlySet<string>) => void;
  readonly mayDecide: boolean;
  readonly judge: (action: 'accept' | 'reject') => void;
  /** Null where there is nothing to undo. */
  readonly undo: (() => void) | null;
  /** Sends what is written; null where it is not enough yet. */
  readonly keep: (() => void) | null;
}

/** One key for each thing to do; Escape leaves it. */
const useHandKeys = ({ mayDecide, judge, turnTo, undo }: Hand): void => {
  const keys = useMemo((): KeyBindings => {
    if (!mayDecide) return {};
    const turning = (to: Mode) => (pressed: KeyboardEvent) => {
      pressed.preventDefault();
      turnTo(to);
    };
    return {
      a: () => judge('accept'),
      x: () => judge('reject'),
      c: turning('correct'),
      m: turning('merge'),
      s: turning('split'),
      n: turning('note'),
      u: () => undo?.(),
      Escape: () => {
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
        turnTo('look');
      },
    };
  }, [mayDecide, judge, turnTo, undo]);
  useKeys(keys);
};

type Part = Pick<Proposed, 'action'> & Partial<Omit<Proposed, 'by'>>;

/** What is written as a decision; null where it is not enough for one. */
const partOf = (
  { record, witnesses }: EventWhole,
  { mode, draft, into, chosen }: Pick<Hand, 'mode' | 'draft' | 'into' | 'chosen'>,
): Part | null => {
  switch (mode) {
    case 'look':
      return null;
    case 'correct': {
      const set = changesOf(record.event, draft.fields);
      return Object.keys(set).length > 0 ? { action: 'correct', set } : null;
    }
    case 'merge':
      return into !== '' ? { action: 'merge', into } : null;
    case 'note':
      return draft.reason.trim() !== '' ? { action: 'note' } : null;
    case 'split': {
      const mentions = witnesses
        .map(({ report, mention }) => ({ report, event: mention.id }))
        .filter(mention => chosen.has(mentionKey(mention)));
      return mentions.length > 0 && mentions.length < witnesses.length ? { action: 'split', mentions } : null;
    }
  }
};

export const useHand = (whole: EventWhole, propose: Propose): Hand => {
  const { record, decisions } = whole;
  const { id } = record.event;
  const [mode, turnTo] = useState<Mode>('look');
  const [into, setInto] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const draft = useDraft(id);
  const send = useCallback(
    (part: Part) => {
      propose({
        target: id,
        reason: draft.reason.trim() === '' ? null : draft.reason.trim(),
        after: decisions.at(-1)?.id ?? null,
        ...part,
      });
      draft.clear();
      turnTo('look');
      setChosen(new Set());
      setInto('');
    },
    [propose, id, draft, decisions],
  );
  const judge = useCallback((action: 'accept' | 'reject') => send({ action }), [send]);
  const last = standingDecisions(decisions).at(-1)?.id;
  const undo = useMemo(
    () =>
      last === undefined ? null : () => send({ action: 'reject', target: last, undoes: last, reason: null }),
    [last, send],
  );
  const part = partOf(whole, { mode, draft, into, chosen });
  const keep = part === null ? null : () => send(part);
  const mayDecide = useMay('coder');
  const hand = { mode, turnTo, draft, into, setInto, chosen, setChosen, mayDecide, judge, undo, keep };
  useHandKeys(hand);
  return hand;
};
