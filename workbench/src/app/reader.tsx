// Who is logged in, and the way out.
import { useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { logOut, useSession } from '../api/session.ts';
import { strings } from '../strings.ts';

export const Reader = (): ReactElement | null => {
  const queries = useQueryClient();
  const { data } = useSession();
  const [problem, setProblem] = useState<string | null>(null);
  if (!data || data.open || data.user === null) return null;
  return (
    <span className="reader">
      <bdi>{data.user}</bdi> <span className="soft">{data.role}</span>{' '}
      <button
        type="button"
        onClick={() => {
          setProblem(null);
          void logOut(queries).catch((error: unknown) =>
            setProblem(error instanceof Error ? error.message : String(error)),
          );
        }}
      >
        {strings.login.leave}
      </button>
      {problem !== null && <span role="alert">{problem}</span>}
    </span>
  );
};
