// GET /api/actor/read, /api/country/read and the like: short lists, filtered as the events are.
import { ACLED_LISTS, type AcledList, type AcledState, rowPasses } from '../../6-record/acled/index.ts';
import type { ServeContext } from '../context.ts';
import { answerRows } from './answer.ts';
import { formOf } from './forms.ts';
import { type Parameters, parseFilters } from './parse-filters.ts';
import { parseTable } from './parse-request.ts';

export const LISTS: readonly string[] = Object.keys(ACLED_LISTS);

export const readList = async (
  { store, access, acled, log }: ServeContext,
  state: AcledState,
  parameters: Parameters,
  name: string,
): Promise<Response> => {
  const { columns, read } = ACLED_LISTS[name] as AcledList;
  const names = Object.keys(columns);
  const { format, fields, limit, offset } = parseTable(parameters, names, names);
  const clauses = parseFilters(columns, parameters);
  const rows = (await read(store, acled())).filter(row => rowPasses(row, clauses));
  const page = rows.slice(offset, limit === null ? undefined : offset + limit);
  return answerRows({
    form: formOf(format, fields ?? names),
    envelope: {
      total: rows.length,
      lastChange: state.lastChange,
      now: store.now(),
      name,
      messages: [],
    },
    batches: (async function* () {
      yield page;
    })(),
    isLong: false,
    mayPack: !access.isLoopback || access.publicUrl !== null,
    onFault: error => log(`an answer of rows broke off: ${error instanceof Error ? error.message : error}`),
  });
};
