// Where the reader is: path and query of the address bar, which hold all of the view's state.
import { useCallback, useSyncExternalStore } from 'react';

const MOVED = 'synoptic:moved';

const subscribe = (onMove: () => void): (() => void) => {
  window.addEventListener('popstate', onMove);
  window.addEventListener(MOVED, onMove);
  return () => {
    window.removeEventListener('popstate', onMove);
    window.removeEventListener(MOVED, onMove);
  };
};
const href = (): string => window.location.pathname + window.location.search;

export interface Place {
  readonly path: string;
  readonly query: URLSearchParams;
}

export const usePlace = (): Place => {
  const [path = '/', query = ''] = useSyncExternalStore(subscribe, href).split(/\?(.*)/s);
  return { path, query: new URLSearchParams(query) };
};

/** Goes to a path with its query; `replace` leaves no step to go back to, as while a word is typed. */
export const goTo = (to: string, { replace = false } = {}): void => {
  if (to === href()) return;
  window.history[replace ? 'replaceState' : 'pushState'](null, '', to);
  window.dispatchEvent(new Event(MOVED));
};

/** The address of this page with some of its query changed; an empty value takes the name out. */
export const withQuery = (
  { path, query }: Place,
  changes: Readonly<Record<string, string | readonly string[] | null>>,
): string => {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    next.delete(name);
    for (const one of typeof value === 'string' ? [value] : (value ?? []))
      if (one !== '') next.append(name, one);
  }
  const text = next.toString();
  return text === '' ? path : `${path}?${text}`;
};

/** One value of the query and how to change it; other values stay. */
export const useQueryValue = (name: string): readonly [string, (value: string | null) => void] => {
  const value = usePlace().query.get(name) ?? '';
  const change = useCallback(
    (next: string | null) => {
      const [path = '/', query = ''] = href().split(/\?(.*)/s);
      goTo(withQuery({ path, query: new URLSearchParams(query) }, { [name]: next }), { replace: true });
    },
    [name],
  );
  return [value, change];
};

/** Values of `:names` in a pattern such as `/stories/:id`, null where the path is another. */
export const matchPath = (pattern: string, path: string): Readonly<Record<string, string>> | null => {
  const wanted = pattern.split('/');
  const given = (path.replace(/\/+$/, '') || '/').split('/');
  if (wanted.length !== given.length) return null;
  const values: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    const value = given[at] ?? '';
    if (!part.startsWith(':')) {
      if (part !== value) return null;
      continue;
    }
    try {
      values[part.slice(1)] = decodeURIComponent(value);
    } catch {
      return null;
    }
  }
  return values;
};
