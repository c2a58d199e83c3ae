import type { ReactElement } from 'react';
import { Empty } from '../parts/states.tsx';
import { strings } from '../strings.ts';
import { Link } from '../url/link.tsx';

export const NotFound = ({ path }: { path: string }): ReactElement => (
  <Empty title={strings.notFound.title}>
    <p>{strings.notFound.what(path)}</p>
    <p>
      <Link to="/">{strings.notFound.home}</Link>
    </p>
  </Empty>
);
