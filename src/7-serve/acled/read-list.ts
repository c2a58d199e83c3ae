// GET /api/actor/read, /api/country/read and the like: short lists, filtered as the events are.
import { ACLED_LISTS, type AcledList, type AcledState, rowPasses } from '../../6-record/acled/index.ts';
import type { ServeContext } from '../context.ts';
import { answerRows } from './answer.ts';
import { formOf } from './forms.ts';
import { type Parameters, parseFilters } from './parse-filters.ts';
import { parseTable } from './parse-request.ts';

export const LISTS: readonly string[] = Object.keys(ACLED_LISTS);

export const readList = async (
  context: ServeContext,
  state: AcledState,
  parameters: Parameters,
  name: string,
): Promise<Response> => {
  const { columns, read } = ACLED_LISTS[name] as AcledList;
  const names = Object.keys(columns);
  const { format, fields, limit, offset } = parseTable(parameters, names, names);
  const clauses = parseFilters(columns, parameters);
  const rows = (await read(context.store, context.acled())).filter(row => rowPasses(row, clauses));
  const page = rows.slice(offset, limit === null ? undefined : offset + limit);
  const form = formOf(format, fields ?? names);
  return answerRows(context, state, {
    name,
    form,
    total: rows.length,
    // all of them are at hand
    limit: page.length,
    batches: (async function* () {
      yield { count: page.length, text: form.rows(page) };
    })(),
  });
};
