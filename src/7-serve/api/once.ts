// A request that is sent again because its answer was lost is not done twice: it gets the answer of the first.
import type { Store } from '../../6-record/index.ts';
import { Problem } from '../problem.ts';
import type { Asked } from './endpoint.ts';

const MOST = 2000;
const KEY = /^[\x21-\x7e]{8,100}$/;

interface Done {
  /** Path and body of the request that it was. */
  readonly asked: string;
  readonly answer: Promise<unknown>;
}

const stores = new WeakMap<Store, Map<string, Done>>();

/**
 * Does the work, or gives what it gave for this key of the user before. Without a key it is done. Throws a problem with
 * code `serve/other-request` (409) where the key came with another request.
 */
export const onlyOnce = <Answer>(
  {
    context,
    user,
    request,
    body,
  }: Pick<Asked<unknown, unknown, unknown>, 'context' | 'user' | 'request' | 'body'>,
  work: () => Promise<Answer>,
): Promise<Answer> => {
  const key = request.header('idempotency-key');
  if (key === undefined) return work();
  if (!KEY.test(key))
    throw new Problem(400, 'the header Idempotency-Key is 8 to 100 printable characters, such as a UUID', {
      code: 'serve/bad-value',
    });
  const answers = stores.get(context.store) ?? new Map<string, Done>();
  stores.set(context.store, answers);
  const own = JSON.stringify([user, key]);
  const asked = JSON.stringify([request.path, body]);
  const known = answers.get(own);
  if (known && known.asked !== asked)
    throw new Problem(409, 'this Idempotency-Key came with another request. Send a new one', {
      code: 'serve/other-request',
    });
  if (known) return known.answer as Promise<Answer>;
  const answer = work();
  answers.set(own, { asked, answer });
  if (answers.size > MOST) answers.delete(answers.keys().next().value as string);
  // what failed may be tried again
  answer.catch(() => answers.delete(own));
  return answer;
};
