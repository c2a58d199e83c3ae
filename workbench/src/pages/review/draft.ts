// What a reviewer has written and not yet kept, event by event, so that a reload loses nothing.
import { useCallback, useEffect, useState } from 'react';
import type { Draft, FieldName } from './fields.ts';

interface ReviewDraft {
  readonly fields: Draft;
  readonly reason: string;
}

const NOTHING: ReviewDraft = { fields: {}, reason: '' };
const keyOf = (event: string): string => `synoptic.draft.${event}`;

const read = (event: string): ReviewDraft => {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(event)) ?? 'null') as Partial<ReviewDraft> | null;
    return { fields: kept?.fields ?? {}, reason: kept?.reason ?? '' };
  } catch {
    return NOTHING;
  }
};

const write = (event: string, draft: ReviewDraft): void => {
  try {
    if (draft.reason === '' && Object.keys(draft.fields).length === 0) localStorage.removeItem(keyOf(event));
    else localStorage.setItem(keyOf(event), JSON.stringify(draft));
  } catch {
    // A browser that keeps nothing still holds the draft of this page.
  }
};

export interface DraftInHand extends ReviewDraft {
  readonly setField: (name: FieldName, written: string) => void;
  readonly setReason: (reason: string) => void;
  readonly clear: () => void;
}

export const useDraft = (event: string): DraftInHand => {
  const [draft, setDraft] = useState(() => read(event));
  useEffect(() => setDraft(read(event)), [event]);
  const change = useCallback(
    (next: (before: ReviewDraft) => ReviewDraft) =>
      setDraft(before => {
        const after = next(before);
        write(event, after);
        return after;
      }),
    [event],
  );
  return {
    ...draft,
    setField: useCallback(
      (name, written) => change(before => ({ ...before, fields: { ...before.fields, [name]: written } })),
      [change],
    ),
    setReason: useCallback(reason => change(before => ({ ...before, reason })), [change]),
    clear: useCallback(() => change(() => NOTHING), [change]),
  };
};
