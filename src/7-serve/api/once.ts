// A request that is sent again because its answer was lost is not done twice: it gets the answer of the first.
import { Problem } from '../problem.ts';

const MOST = 2000;
const KEY = /^[\x21-\x7e]{8,100}$/;

export interface Once {
  /** Does the work, or gives what it gave for this key before. Without a key it is done. */
  readonly run: <Answer>(
    user: string,
    key: string | undefined,
    work: () => Promise<Answer>,
  ) => Promise<Answer>;
}

export const makeOnce = (): Once => {
  const answers = new Map<string, Promise<unknown>>();
  return {
    run: <Answer>(user: string, key: string | undefined, work: () => Promise<Answer>): Promise<Answer> => {
      if (key === undefined) return work();
      if (!KEY.test(key))
        throw new Problem(
          400,
          'the header Idempotency-Key is 8 to 100 printable characters, such as a UUID',
          {
            code: 'serve/bad-value',
          },
        );
      const own = JSON.stringify([user, key]);
      const known = answers.get(own) as Promise<Answer> | undefined;
      if (known) return known;
      const answer = work();
      answers.set(own, answer);
      if (answers.size > MOST) answers.delete(answers.keys().next().value as string);
      // what failed may be tried again
      answer.catch(() => answers.delete(own));
      return answer;
    },
  };
};
