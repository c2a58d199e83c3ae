// GET /api/acled/read: events in ACLED's form.
import {
  ACLED_COLUMNS,
  type AcledState,
  COLUMNS,
  POPULATION_COLUMNS,
  readAcled,
} from '../../6-record/acled/index.ts';
import type { ServeContext } from '../context.ts';
import { answerRows } from './answer.ts';
import { formOf } from './forms.ts';
import { type Parameters, parseFilters } from './parse-filters.ts';
import { EVENT_PARAMETERS, parseEventOptions, parseTable } from './parse-request.ts';
import { cellsOf, columnsOf, jsonOf, populationFor } from './shape.ts';

export const readEvents = async (
  context: ServeContext,
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
  const { total, batches } = await readAcled(context.store, state, {
    clauses,
    population: populationFor(options, fields),
    monadic: options.monadic,
    limit,
    offset,
  });
  const form = formOf(format, columnsOf(options, fields));
  const isWhole = format === 'json' && fields === null;
  return answerRows(context, state, {
    name: 'acled',
    form,
    total,
    limit,
    batches: (async function* () {
      for await (const batch of batches)
        yield {
          count: batch.count,
          text: isWhole ? jsonOf(batch, options) : form.rows(cellsOf(batch, options)),
        };
    })(),
  });
};
