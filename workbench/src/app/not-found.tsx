import type { ReactElement } from 'react';
import { NotThere } from '../parts/states.tsx';
import { strings } from '../strings.ts';

export const NotFound = ({ path }: { path: string }): ReactElement => (
  <NotThere what={strings.notFound.what(path)} />
);
