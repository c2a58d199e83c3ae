// The frame of every page: skip link, pages, search, keys; the page that the address names stands inside.
import { type ReactElement, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { isInside, useLive, useSession } from '../api/session.ts';
import { Loading } from '../parts/states.tsx';
import { strings } from '../strings.ts';
import { Link } from '../url/link.tsx';
import { goTo, matchPath, usePlace } from '../url/place.ts';
import { Connection } from './connection.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { KeyList } from './key-list.tsx';
import { useKeys } from './keys.ts';
import { LogIn } from './log-in.tsx';
import { NotFound } from './not-found.tsx';
import { Reader } from './reader.tsx';
import { PAGES, ROUTES } from './routes.ts';
import { ThemeChoice } from './theme-choice.tsx';

const isIn = (path: string, { to, also }: (typeof PAGES)[number]): boolean =>
  path === to || (to !== '/' && path.startsWith(`${to}/`)) || (also !== undefined && path.startsWith(also));

const Page = ({ path }: { path: string }): ReactElement => {
  for (const { pattern, page: Found } of ROUTES) {
    const values = matchPath(pattern, path);
    if (values) return <Found {...values} />;
  }
  return <NotFound path={path} />;
};

export const App = (): ReactElement => {
  const { path, query } = usePlace();
  const [showsKeys, setShowsKeys] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const main = useRef<HTMLElement>(null);
  const session = useSession();
  useLive();
  const keys = useMemo(
    () => ({
      '/': (event: KeyboardEvent) => {
        event.preventDefault();
        search.current?.select();
      },
      '?': () => setShowsKeys(shown => !shown),
    }),
    [],
  );
  useKeys(keys);
  // A reader of a screen reader, and one at the foot of a page, begin the next page at its head.
  const shown = useRef(path);
  useEffect(() => {
    if (shown.current === path) return;
    shown.current = path;
    window.scrollTo(0, 0);
    main.current?.focus({ preventScroll: true });
  }, [path]);
  return (
    <>
      <a className="skip" href="#content">
        {strings.skip}
      </a>
      <header className="frame">
        <Link className="frame-name" to="/">
          {strings.name}
        </Link>
        <nav aria-label={strings.nav}>
          <ul>
            {PAGES.map(page => (
              <li key={page.to}>
                <Link to={page.to} aria-current={isIn(path, page) ? 'page' : undefined}>
                  {page.label}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <search>
          <form
            onSubmit={event => {
              event.preventDefault();
              const words = search.current?.value.trim() ?? '';
              if (words !== '') goTo(`/search?text=${encodeURIComponent(words)}`);
            }}
          >
            <input
              key={query.get('text') ?? ''}
              ref={search}
              type="search"
              aria-label={strings.search}
              placeholder={`${strings.searchShort} ( / )`}
              defaultValue={path === '/search' ? (query.get('text') ?? '') : ''}
              maxLength={200}
            />
          </form>
        </search>
        <div className="frame-end">
          <Reader />
          <ThemeChoice />
          <button type="button" aria-expanded={showsKeys} onClick={() => setShowsKeys(shown => !shown)}>
            {strings.keys.open}
          </button>
        </div>
      </header>
      <Connection />
      {showsKeys && <KeyList close={() => setShowsKeys(false)} />}
      <main id="content" ref={main} tabIndex={-1}>
        <ErrorBoundary key={path}>
          {session.data && !isInside(session.data) ? (
            <LogIn />
          ) : (
            <Suspense fallback={<Loading />}>
              <Page path={path} />
            </Suspense>
          )}
        </ErrorBoundary>
      </main>
    </>
  );
};
