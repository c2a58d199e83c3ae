// j and k go through the rows of a list, Enter opens the one at hand: the link in it, which keeps the focus.
import { type RefObject, useMemo } from 'react';
import { useKeys } from '../app/keys.ts';

const focusables = (list: HTMLElement): HTMLElement[] => [
  ...list.querySelectorAll<HTMLElement>('[data-row]'),
];

/** Each row of the list has `data-row` on what takes the focus, such as its link. */
export const useRowKeys = (list: RefObject<HTMLElement | null>): void => {
  const bindings = useMemo(() => {
    const move = (step: number) => (): void => {
      if (list.current === null) return;
      const rows = focusables(list.current);
      const at = rows.findIndex(row => row.contains(document.activeElement));
      const next = rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : at + step];
      next?.focus();
      next?.scrollIntoView({ block: 'nearest' });
    };
    return { j: move(1), k: move(-1) };
  }, [list]);
  useKeys(bindings);
};
