// What a query gave, or that it is being read, or why it could not be; or that there is no such thing.
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { ApiError } from '../api/client.ts';
import { strings } from '../strings.ts';
import { Failed, Loading, NotThere } from './states.tsx';

export const Answer = <Data,>({
  query: { data, error, refetch },
  children,
}: {
  query: UseQueryResult<Data>;
  children: (data: Data) => ReactNode;
}): ReactElement => {
  if (data !== undefined) return <>{children(data)}</>;
  if (error instanceof ApiError && error.status === 404) return <NotThere what={strings.notFound.record} />;
  return error ? <Failed error={error} retry={() => void refetch()} /> : <Loading />;
};
