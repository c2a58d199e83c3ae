// What is asked for by its id and is not there.
import { Problem } from '../problem.ts';

/** @param where one finds what there is: `/api/v1/events`. */
export const found = <Thing>(thing: Thing | null, what: string, id: string, where: string): Thing => {
  if (thing !== null) return thing;
  throw new Problem(
    404,
    `there is no ${what} "${id.slice(0, 100)}". See what there is: GET /api/v1${where}`,
    {
      code: 'serve/not-found',
    },
  );
};
