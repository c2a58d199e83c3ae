// Full text over reports, statements and events. What was found is marked by offsets, never by markup.
import { z } from 'zod';
import { type Found, MARK, searchStore } from '../../../6-record/index.ts';
import { endpoint } from '../endpoint.ts';
import { limitQuery } from '../paging.ts';
import { named } from '../schemas/contract.ts';
import { dayOrNull, spanSchema, words } from '../schemas/span.ts';

const kindSchema = z.enum(['report', 'statement', 'event']);

const foundSchema = named(
  'Found',
  z.strictObject({
    kind: kindSchema,
    id: z.string(),
    report: words.describe('The report that a statement stands in; null for an event'),
    title: words,
    outlet: words,
    day: dayOrNull,
    rank: z.number(),
    excerpt: z.string(),
    marks: z.array(spanSchema).describe('What was found, as offsets into the excerpt'),
  }),
);

/** The words between marks -> offsets into the text without them. */
const unmark = (marked: string): { excerpt: string; marks: { start: number; end: number }[] } => {
  const parts = marked.split(MARK);
  const marks: { start: number; end: number }[] = [];
  let excerpt = '';
  for (const [at, part] of parts.entries()) {
    // every second part stands between two marks
    if (at % 2 === 1) marks.push({ start: excerpt.length, end: excerpt.length + part.length });
    excerpt += part;
  }
  return { excerpt, marks };
};

const shown = ({ kind, id, report, title, outlet, day, rank, excerpt }: Found) => ({
  kind,
  id,
  report,
  title,
  outlet,
  day,
  rank,
  ...unmark(excerpt),
});

export const SEARCH = [
  endpoint({
    id: 'search',
    method: 'get',
    path: '/search',
    tag: 'search',
    summary: 'Full text over reports, statements and events, the best first',
    role: 'reader',
    query: z.object({
      words: z
        .string()
        .min(1)
        .max(500)
        .describe('As a web search is written: `harbour "grain corridor" -wheat`'),
      kind: z.array(kindSchema).max(3).optional().describe('Only these (may be repeated)'),
      limit: limitQuery({ usual: 20, most: 100 }, 'At most so many of each kind'),
    }),
    answer: named('FoundList', z.strictObject({ items: z.array(foundSchema) })),
    known: 'store',
    handle: async ({ query: { words: asked, kind, limit }, context }) => ({
      items: (await searchStore(context.store, asked, kind ?? ['report', 'statement', 'event'], limit)).map(
        shown,
      ),
    }),
  }),
];
