// Stories: cards to look through, one whole, and the coded texts that its synopsis is drawn from.
import { z } from 'zod';
import {
  eventFilterOf,
  listEvents,
  listReports,
  listStoryCards,
  readStory,
  readStoryCard,
  readText,
  STORY_FILTERS,
} from '../../../6-record/index.ts';
import type { CodedText } from '../../../schema/story.ts';
import { endpoint } from '../endpoint.ts';
import { filterQuery } from '../filters.ts';
import { found } from '../found.ts';
import { pageOf, placeOf } from '../paging.ts';
import { codedReportSchema } from '../schemas/coded-report.ts';
import { named } from '../schemas/contract.ts';
import { eventRecordSchema } from '../schemas/event.ts';
import { storyCardSchema } from '../schemas/overview.ts';
import { reportSchema, reportSummarySchema } from '../schemas/report.ts';
import { storySchema } from '../schemas/story.ts';

const params = z.object({ id: z.string().min(1).max(200).describe('s3') });

const wholeSchema = named(
  'StoryWhole',
  z.strictObject({
    card: storyCardSchema,
    story: storySchema,
    events: z.array(eventRecordSchema).describe('As they stand, review decisions applied'),
    reports: z.array(reportSummarySchema),
  }),
);

const codedTextSchema = named(
  'CodedText',
  z.strictObject({ report: reportSchema, coded: codedReportSchema }),
);

/** A story is drawn whole; one with more is read by its lists. */
const MOST_EVENTS = 2000;
const MOST_REPORTS = 1000;

export const STORIES = [
  endpoint({
    id: 'listStories',
    method: 'get',
    path: '/stories',
    tag: 'stories',
    summary: 'Stories, those with the newest reports first, with outlets, badges and a small timeline',
    description:
      'A story fits a filter of events where one of its events does; `since` and `until` are about its own days.',
    role: 'reader',
    paging: { usual: 30, most: 200 },
    query: z.object(filterQuery(STORY_FILTERS)),
    fieldsOf: storyCardSchema,
    answer: named('StoryPage', pageOf(storyCardSchema)),
    known: 'store',
    handle: ({ query, page, context }) => listStoryCards(context.store, eventFilterOf(query), page),
  }),
  endpoint({
    id: 'getStory',
    method: 'get',
    path: '/stories/{id}',
    tag: 'stories',
    summary: 'One story: as brought together, its events as they stand, its reports',
    role: 'reader',
    params,
    fieldsOf: wholeSchema,
    answer: wholeSchema,
    known: 'store',
    handle: async ({ params: { id }, context: { store } }) => {
      const story = found(await readStory(store, id), 'story', id, '/stories');
      const card = found(await readStoryCard(store, id), 'story', id, '/stories');
      const events = await listEvents(store, { story: id }, { limit: MOST_EVENTS });
      const reports = await listReports(store, { story: id }, { limit: MOST_REPORTS });
      return { card, story, events: events.items, reports: reports.items };
    },
  }),
  endpoint({
    id: 'listStoryTexts',
    method: 'get',
    path: '/stories/{id}/texts',
    tag: 'stories',
    summary: 'The reports of a story with their coding, in its order: all that a synopsis is drawn from',
    role: 'reader',
    params,
    paging: { usual: 50, most: 100 },
    fieldsOf: codedTextSchema,
    answer: named('CodedTextPage', pageOf(codedTextSchema)),
    known: 'store',
    handle: async ({ params: { id }, page, context: { store } }) => {
      const { reports } = found(await readStory(store, id), 'story', id, '/stories');
      const from = page.after === null ? 0 : placeOf(page.after, /^(\d{1,9})$/);
      const texts: CodedText[] = [];
      for (const report of reports.slice(from, from + page.limit)) {
        const text = await readText(store.database, report);
        if (text) texts.push(text);
      }
      const end = from + page.limit;
      return { items: texts, next: end < reports.length ? String(end) : null };
    },
  }),
];
