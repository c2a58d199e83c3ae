// Loading, failed, empty: each says what is missing and what to do.
import type { ReactElement, ReactNode } from 'react';
import { ApiError } from '../api/client.ts';
import { strings } from '../strings.ts';
import { Link } from '../url/link.tsx';

export const Loading = (): ReactElement => (
  <p className="state soft" role="status">
    {strings.states.loading}
  </p>
);

export const Failed = ({ error, retry }: { error: unknown; retry?: () => void }): ReactElement => (
  <div className="state" role="alert">
    <p>
      {strings.states.failed} {error instanceof ApiError ? error.message : String(error)}
    </p>
    {retry && (
      <button type="button" onClick={retry}>
        {strings.states.again}
      </button>
    )}
  </div>
);

/** In the place of a page. */
export const NotThere = ({ what }: { what: string }): ReactElement => (
  <div className="state">
    <h1>{strings.notFound.title}</h1>
    <p>{what}</p>
    <p>
      <Link to="/">{strings.notFound.home}</Link>
    </p>
  </div>
);

export const Empty = ({ title, children }: { title: string; children?: ReactNode }): ReactElement => (
  <div className="state">
    <h2>{title}</h2>
    {children}
  </div>
);
