// The store's schema, one step after another. A step that has shipped is never changed: a new one is added.
import { REPORTS } from './0001-reports.ts';
import { STORIES } from './0002-stories.ts';
import { RELEASES } from './0003-releases.ts';
import { DECISIONS } from './0004-decisions.ts';
import { TOGETHER } from './0005-together.ts';
import { USERS } from './0006-users.ts';
import { LIVE } from './0007-live.ts';
import { VERSIONS } from './0008-versions.ts';
import { ACLED } from './0009-acled.ts';
import { ACLED_TOTALS } from './0010-acled-totals.ts';
import { ORDERS } from './0011-orders.ts';
import { LARGE_STORES } from './0012-large-stores.ts';
import { ACLED_SPEED } from './0013-acled-speed.ts';
import { ACLED_WHOLE_ROWS } from './0016-acled-whole-rows.ts';
import { STORY_ORDER } from './0017-story-order.ts';
import { SKETCHES_DUE } from './0018-sketches-due.ts';

export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly sql: string;
}

export const MIGRATIONS: readonly Migration[] = [
  { version: 1, name: 'reports, runs and coding', sql: REPORTS },
  { version: 2, name: 'stories and events', sql: STORIES },
  { version: 3, name: 'releases', sql: RELEASES },
  { version: 4, name: 'decisions', sql: DECISIONS },
  { version: 5, name: 'bringing together by and by', sql: TOGETHER },
  { version: 6, name: 'users, tokens, sessions', sql: USERS },
  { version: 7, name: 'sources and the queue', sql: LIVE },
  { version: 8, name: 'versions of a page', sql: VERSIONS },
  { version: 9, name: 'events in the form of ACLED', sql: ACLED },
  { version: 10, name: 'totals of events in the form of ACLED', sql: ACLED_TOTALS },
  { version: 11, name: 'orders of events', sql: ORDERS },
  { version: 12, name: 'indexes for large stores', sql: LARGE_STORES },
  { version: 13, name: 'speed of events in the form of ACLED', sql: ACLED_SPEED },
  { version: 16, name: 'whole rows in the form of ACLED', sql: ACLED_WHOLE_ROWS },
  { version: 17, name: 'stories by their newest report', sql: STORY_ORDER },
  { version: 18, name: 'reports to be sketched', sql: SKETCHES_DUE },
];
