// What a query gave, or that it is being read, or why it could not be.
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { Failed, Loading } from './states.tsx';

export const Answer = <Data,>({
  query: { data, error, refetch },
  children,
}: {
  query: UseQueryResult<Data>;
  children: (data: Data) => ReactNode;
}): ReactElement => {
  if (data !== undefined) return <>{children(data)}</>;
  return error ? <Failed error={error} retry={() => void refetch()} /> : <Loading />;
};
