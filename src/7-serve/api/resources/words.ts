// What reports quote and count: statements, figures, one measure over time.
import { z } from 'zod';
import {
  figureSeries,
  listFigures,
  listMeasures,
  listStatements,
  REPORT_FILTERS,
  reportFilterOf,
} from '../../../6-record/index.ts';
import { endpoint } from '../endpoint.ts';
import { filterQuery } from '../filters.ts';
import { limitQuery, pageOf } from '../paging.ts';
import { actSchema } from '../schemas/coded-report.ts';
import { named } from '../schemas/contract.ts';
import {
  figureRecordSchema,
  figureSeriesSchema,
  measureCountSchema,
  statementRecordSchema,
} from '../schemas/words.ts';

const filters = filterQuery(REPORT_FILTERS);
const { words: _, ...figureFilters } = filters;
const name = z.string().min(1).max(500);

export const WORDS = [
  endpoint({
    id: 'listStatements',
    method: 'get',
    path: '/statements',
    tag: 'statements',
    summary: 'What is said and by whom, in the order of reports, the newest first',
    role: 'reader',
    paging: { usual: 50, most: 500 },
    query: z.object({
      ...filters,
      name: name.optional().describe("Beginning of the speaker's name"),
      speaker: name.optional().describe("The speaker's full name"),
      act: z.array(actSchema).max(20).optional().describe('What is done by saying it (may be repeated)'),
    }),
    fieldsOf: statementRecordSchema,
    answer: named('StatementPage', pageOf(statementRecordSchema)),
    known: 'store',
    handle: ({ query: { name: speaker, speaker: speakerName, act, ...query }, page, context }) =>
      listStatements(context.store, { ...reportFilterOf(query), speaker, speakerName, acts: act }, page),
  }),
  endpoint({
    id: 'listFigures',
    method: 'get',
    path: '/figures',
    tag: 'figures',
    summary: 'Figures as the reports give them, the newest reports first',
    role: 'reader',
    paging: { usual: 50, most: 500 },
    query: z.object({
      ...figureFilters,
      measure: z.array(name).max(50).optional().describe('killed, displaced, ... (may be repeated)'),
    }),
    fieldsOf: figureRecordSchema,
    answer: named('FigurePage', pageOf(figureRecordSchema)),
    known: 'store',
    handle: ({ query: { measure, ...query }, page, context }) =>
      listFigures(context.store, { ...reportFilterOf(query), measures: measure }, page),
  }),
  endpoint({
    id: 'listMeasures',
    method: 'get',
    path: '/figures/measures',
    tag: 'figures',
    summary: 'What is counted in the store and how often, most frequent first',
    role: 'reader',
    answer: named('Measures', z.strictObject({ items: z.array(measureCountSchema) })),
    known: 'store',
    handle: async ({ context }) => ({ items: await listMeasures(context.store) }),
  }),
  endpoint({
    id: 'getFigureSeries',
    method: 'get',
    path: '/figures/series',
    tag: 'figures',
    summary: 'One measure over time: each figure with its range, its source and whether others agree',
    role: 'reader',
    query: z.object({
      ...figureFilters,
      measure: name.describe('One of /figures/measures'),
      unit: z.string().min(1).max(20).optional().describe('Of the figures: `USD`, `km2`, `share`'),
      of: name.optional().describe('Whose figures: the name of what is counted'),
      event: z.string().min(1).max(200).optional().describe('Only figures of this recorded event'),
      limit: limitQuery({ usual: 2000, most: 5000 }, 'At most so many points, the newest'),
    }),
    answer: figureSeriesSchema,
    known: 'store',
    handle: ({ query: { measure, unit, of, event, limit, ...query }, context }) => {
      const { words: __, ...reports } = reportFilterOf(query);
      return figureSeries(context.store, { ...reports, measure, unit, of, event }, limit);
    },
  }),
];
