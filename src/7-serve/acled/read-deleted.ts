// GET /api/deleted/read: events that are gone, so that a copy can forget them.
import { type AcledState, DELETED_COLUMNS, readDeleted } from '../../6-record/acled/index.ts';
import type { ServeContext } from '../context.ts';
import { answerRows } from './answer.ts';
import { formOf } from './forms.ts';
import { type Parameters, parseFilters } from './parse-filters.ts';
import { parseTable } from './parse-request.ts';

const NAMES = Object.keys(DELETED_COLUMNS);

export const readGone = async (
  context: ServeContext,
  state: AcledState,
  parameters: Parameters,
): Promise<Response> => {
  const { format, fields, limit, offset } = parseTable(parameters, NAMES, NAMES);
  const clauses = parseFilters(DELETED_COLUMNS, parameters);
  const { total, batches } = await readDeleted(context.store, { clauses, limit, offset });
  const form = formOf(format, fields ?? NAMES);
  return answerRows(context, state, {
    name: 'deleted',
    form,
    total,
    limit,
    batches: (async function* () {
      for await (const batch of batches)
        yield { count: batch.length, text: form.rows(batch.map(row => ({ ...row }))) };
    })(),
  });
};
