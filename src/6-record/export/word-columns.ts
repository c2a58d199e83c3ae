// Statements, figures and stories as tables.

import type { StorySummary } from '../lists.ts';
import type { FigureRecord, StatementRecord } from '../lists-of-words.ts';
import type { Column } from './csv.ts';

export const STATEMENT_COLUMNS: readonly Column<StatementRecord>[] = [
  { name: 'report', read: row => row.report },
  { name: 'statement', read: row => row.id },
  { name: 'outlet', read: row => row.outlet },
  { name: 'published', read: row => row.publishedAt },
  { name: 'speaker', read: row => row.speaker },
  { name: 'speaker_country', read: row => row.speakerCountry },
  { name: 'act', read: row => row.act },
  { name: 'quotation', read: row => row.quotation },
  { name: 'content', read: row => row.content },
];

export const FIGURE_COLUMNS: readonly Column<FigureRecord>[] = [
  { name: 'report', read: row => row.report },
  { name: 'figure', read: row => row.id },
  { name: 'outlet', read: row => row.outlet },
  { name: 'published', read: row => row.publishedAt },
  { name: 'measure', read: row => row.measure },
  { name: 'comparator', read: row => row.comparator },
  { name: 'value', read: row => row.value, type: 'decimal' },
  { name: 'low', read: row => row.low, type: 'decimal' },
  { name: 'high', read: row => row.high, type: 'decimal' },
  { name: 'unit', read: row => row.unit },
  { name: 'of', read: row => row.of },
  { name: 'attributed_to', read: row => row.attributedTo },
  { name: 'mention', read: row => row.event },
  { name: 'words', read: row => row.words },
];

export const STORY_COLUMNS: readonly Column<StorySummary>[] = [
  { name: 'story', read: row => row.id },
  { name: 'title', read: row => row.title },
  { name: 'reports', read: row => row.reports, type: 'whole' },
  { name: 'independent_outlets', read: row => row.independentOutlets, type: 'whole' },
  { name: 'events', read: row => row.events, type: 'whole' },
  { name: 'date_from', read: row => row.from, type: 'day' },
  { name: 'date_to', read: row => row.to, type: 'day' },
  { name: 'updated_at', read: row => row.updatedAt, type: 'instant' },
];
