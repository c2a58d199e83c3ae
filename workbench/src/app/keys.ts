// Keys that work on every page; while a reader types into a field they are letters.
import { useEffect } from 'react';

export type KeyBindings = Readonly<Record<string, (event: KeyboardEvent) => void>>;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Bindings by `KeyboardEvent.key`; `Escape` works in fields too. Give a value that stays the same between draws. */
export const useKeys = (bindings: KeyBindings): void => {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return;
      if (isTyping(event.target) && event.key !== 'Escape') return;
      bindings[event.key]?.(event);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [bindings]);
};
