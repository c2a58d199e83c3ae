// GET /api/acled/read: events in ACLED's form.
import { ACLED_COLUMNS, type AcledState, COLUMNS, readAcled } from '../../6-record/acled/index.ts';
import type { ServeContext } from '../context.ts';
import { answerRows } from './answer.ts';
import { formOf } from './forms.ts';
import { type Parameters, parseFilters } from './parse-filters.ts';
import { EVENT_PARAMETERS, parseEventOptions, parseTable } from './parse-request.ts';
import { cellsOf, columnsOf, jsonOf, POPULATION_COLUMNS } from './shape.ts';

/** Rows that are read at once; what asks for more is streamed. */
const LONG = 5000;

export const readEvents = async (
  { store, access, log }: ServeContext,
  state: AcledState,
  parameters: Parameters,
): Promise<Response> => {
  const request = parseTable(
    parameters,
    ACLED_COLUMNS,
    [...ACLED_COLUMNS, ...POPULATION_COLUMNS],
    EVENT_PARAMETERS,
  );
  const options = parseEventOptions(parameters);
  const clauses = parseFilters(COLUMNS, parameters);
  const { format, fields, limit, offset } = request;
  const { total, batches } = await readAcled(store, state, {
    clauses,
    withPopulation: options.population !== 'none' || fields !== null,
    monadic: options.monadic,
    limit,
    offset,
  });
  const shape = format === 'json' ? jsonOf : cellsOf;
  return answerRows({
    form: formOf(format, columnsOf(options, fields)),
    envelope: {
      total,
      lastChange: state.lastChange,
      now: store.now(),
      name: 'acled',
      messages: [],
    },
    batches: (async function* () {
      for await (const batch of batches) yield batch.map(item => shape(item, options, fields));
    })(),
    isLong: limit === null || limit > LONG,
    mayPack: !access.isLoopback || access.publicUrl !== null,
    onFault: error => log(`an answer of rows broke off: ${error instanceof Error ? error.message : error}`),
  });
};
