// Who the server takes the reader for. A store without users is open to whoever is at this machine; else one logs in.
import { type QueryClient, type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { getJson, keepCsrf, sendJson } from './client.ts';
import { followServer } from './live.ts';

/** Each includes those before it. */
const ROLES = ['reader', 'coder', 'editor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

export interface Session {
  /** True where no log-in is asked for. */
  readonly open: boolean;
  readonly user: string | null;
  readonly role: Role | null;
  readonly csrf: string | null;
}

const NOBODY: Session = { open: false, user: null, role: null, csrf: null };

export const useSession = (): UseQueryResult<Session> =>
  useQuery({
    queryKey: ['session'],
    queryFn: async ({ signal }) => {
      const session = await getJson<Session>('/session', {}, signal);
      keepCsrf(session.csrf);
      return session;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

/** True where the server knows the reader, or asks nobody. */
export const isInside = (session: Session): boolean => session.open || session.user !== null;

/** Whether the reader may do what needs a role; true while that is not known, since the server decides. */
export const useMay = (needed: Role): boolean => {
  const role = useSession().data?.role ?? null;
  return role === null || ROLES.indexOf(role) >= ROLES.indexOf(needed);
};

/** Follows the server while it knows the reader. */
export const useLive = (): void => {
  const queries = useQueryClient();
  const { data } = useSession();
  const who = data && isInside(data) ? (data.user ?? '') : null;
  useEffect(() => (who === null ? undefined : followServer(queries)), [queries, who]);
};

/** Another reader from now on: nothing that the one before was shown stays. */
const enter = async (queries: QueryClient, session: Session): Promise<void> => {
  await queries.cancelQueries();
  keepCsrf(session.csrf);
  queries.setQueryData(['session'], session);
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
};

export const logIn = async (queries: QueryClient, name: string, password: string): Promise<void> =>
  enter(queries, await sendJson<Session>('POST', '/session', { name, password }));

export const logOut = async (queries: QueryClient): Promise<void> => {
  await sendJson('DELETE', '/session');
  await enter(queries, NOBODY);
};
