// Stories in the order of their news: by the newest report in them. A story's own days may lie ahead, as where an
// election is planned, and would keep it first for ever.
import type { Report } from '../schema/report.ts';
import { dayOrNull, instantOrNull } from './days.ts';
import type { Conditions } from './filters.ts';
import type { Ordered } from './newest-first.ts';

export const STORY_ORDER: Ordered = {
  table: 'stories',
  day: 'reported_at',
  isInstant: true,
  number: 'number',
  holds: 'true',
};

export interface StoryFilter {
  /** Days of the story's events. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

export const addStoryConditions = (conditions: Conditions, { since, until }: StoryFilter): void => {
  if (since !== undefined) conditions.add(`date_to >= ${conditions.value(since)}::date`);
  if (until !== undefined) conditions.add(`date_from <= ${conditions.value(until)}::date`);
};

/**
 * When a report was news: at its publication, by the end of the day where only that is known, and never after it was
 * recorded: a date ahead is a mistake. Undated, when it was recorded.
 */
export const reportedAt = ({ publishedAt }: Pick<Report, 'publishedAt'>, recordedAt: string): string => {
  const day = dayOrNull(publishedAt);
  if (day === null) return recordedAt;
  const published = instantOrNull(publishedAt) ?? `${day}T23:59:59.999Z`;
  return published < recordedAt ? published : recordedAt;
};
