// Who is logged in, and the way out.
import { useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { logOut, useSession } from '../api/session.ts';
import { strings } from '../strings.ts';

export const Reader = (): ReactElement | null => {
  const queries = useQueryClient();
  const { data } = useSession();
  if (!data || data.open || data.user === null) return null;
  return (
    <span className="reader">
      <bdi>{data.user}</bdi> <span className="soft">{data.role}</span>{' '}
      <button
        type="button"
        onClick={() => {
          void logOut().finally(() => {
            queries.clear();
          });
        }}
      >
        {strings.login.leave}
      </button>
    </span>
  );
};
