// GET /api/deleted/read: events that are gone, so that a copy can forget them.
import { type AcledState, DELETED_COLUMNS, readDeleted } from '../../6-record/acled/index.ts';
import type { ServeContext } from '../context.ts';
import { answerRows } from './answer.ts';
import { formOf } from './forms.ts';
import { type Parameters, parseFilters } from './parse-filters.ts';
import { parseTable } from './parse-request.ts';

const NAMES = Object.keys(DELETED_COLUMNS);

export const readGone = async (
  { store, access, log }: ServeContext,
  state: AcledState,
  parameters: Parameters,
): Promise<Response> => {
  const { format, fields, limit, offset } = parseTable(parameters, NAMES, NAMES);
  const clauses = parseFilters(DELETED_COLUMNS, parameters);
  const { total, batches } = await readDeleted(store, { clauses, limit, offset });
  return answerRows({
    form: formOf(format, fields ?? NAMES),
    envelope: {
      total,
      lastChange: state.lastChange,
      now: store.now(),
      name: 'deleted',
      messages: [],
    },
    batches: (async function* () {
      for await (const batch of batches) yield batch.map(row => ({ ...row }));
    })(),
    isLong: limit === null || limit > 5000,
    mayPack: !access.isLoopback || access.publicUrl !== null,
    onFault: error => log(`an answer of rows broke off: ${error instanceof Error ? error.message : error}`),
  });
};
