// Who the server takes the reader for. A store without users is open to whoever is at this machine; else one logs in.
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { forgetSession, getJson, keepCsrf, sendJson } from './client.ts';

export interface Session {
  /** True where no log-in is asked for. */
  readonly open: boolean;
  readonly user: string | null;
  readonly role: 'reader' | 'coder' | 'editor' | 'admin' | null;
  readonly csrf: string | null;
}

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

export const logIn = async (name: string, password: string): Promise<Session> => {
  const session = await sendJson<Session>('POST', '/session', { name, password });
  keepCsrf(session.csrf);
  return session;
};

export const logOut = async (): Promise<void> => {
  await sendJson('DELETE', '/session');
  forgetSession();
};
