// What the tables must be to each other: a query a kind of fault, each giving the ids that have it.

/** In stories that are not up to date a report may have none yet. */
export const TABLE_CHECKS: readonly (readonly [what: string, fault: string, sql: string])[] = [
  [
    'report',
    'it was removed, and is there',
    'select id from removed_reports where exists (select from reports where reports.id = removed_reports.id)',
  ],
  [
    'report',
    'its current coding is missing',
    `select id from reports where not exists
      (select from coded_reports where report = reports.id and coded_reports.run = reports.run)`,
  ],
  [
    'report',
    'it takes the place of a report, or makes way for one, that does not know of it',
    `select a.id from reports a join reports b on b.id = a.superseded_by where b.supersedes is null`,
  ],
  [
    'report',
    'it stands in no story',
    `select id from reports where superseded_by is null
      and not exists (select from story_reports where report = reports.id)
      and (select value from store_state where name = 'stories') = (select value::text from counters where name = 'change')`,
  ],
  [
    'story',
    'it has another number of reports than recorded',
    `select id from stories where report_count <> (select count(*) from story_reports where story = stories.id)
      and (select value from store_state where name = 'stories') = (select value::text from counters where name = 'change')`,
  ],
  [
    'event',
    'it is not deleted and has no mention',
    `select id from events where deleted_at is null and coded is not null
      and not exists (select from event_links where event = events.id)`,
  ],
  [
    'event',
    'its story is not in the store',
    `select id from events where deleted_at is null and story is not null
      and not exists (select from stories where stories.id = events.story)`,
  ],
  [
    'event',
    'a mention of it is not in the coding of its report',
    `select event as id from event_links where not exists (
        select from event_mentions where event_mentions.report = event_links.report
          and event_mentions.id = mention and event_mentions.trigger_start = event_links.trigger_start)
      and (select value from store_state where name = 'stories') = (select value::text from counters where name = 'change')`,
  ],
  [
    'event',
    'nobody decided on it, and it is not as it was brought together',
    'select id from events where deleted_at is null and reviewed is null and coded <> document',
  ],
  [
    'decision',
    'one before it is missing: decisions are never taken away',
    `select id from (select id, number, lag(number, 1, 0::bigint) over (order by number) as before from decisions) numbered
    where number <> before + 1`,
  ],
  ['decision', 'its id is not its number', "select id from decisions where id <> 'd' || number"],
  [
    'counter',
    'a number that was given could be given again',
    `select name as id from counters join (
      select 'report' as name, max(added) as last from reports
      union all select 'run', max(id) from runs
      union all select 'event', max(number) from events
      union all select 'story', max(number) from stories
      union all select 'release', max(number) from releases) given using (name)
    where value < last`,
  ],
  [
    'counter',
    'the last decisions are missing: decisions are never taken away',
    `select name as id from counters where name = 'decision'
      and value <> (select coalesce(max(number), 0) from decisions)`,
  ],
  [
    'event',
    'it is deleted, or not there, and stands in the rows of the ACLED API',
    `select event_id_cnty as id from acled_rows where not exists (
        select from events where events.number = acled_rows.number and deleted_at is null)
      and not exists (select from acled_waiting where acled_waiting.number = acled_rows.number)`,
  ],
  [
    'event',
    'the ACLED API has it under another id',
    `select events.id from acled_rows join events using (number)
    where acled_id is distinct from event_id_cnty
      and not exists (select from acled_waiting where acled_waiting.number = events.number)`,
  ],
  [
    'event',
    'the ACLED API has half of its row',
    `select 'e' || number as id from acled_rows full join acled_contents using (number)
    where acled_rows.event_id_cnty is null or acled_contents.content is null`,
  ],
  [
    'event',
    'the ACLED API has it and tells that it was deleted',
    'select event_id_cnty as id from acled_deleted join acled_rows using (event_id_cnty)',
  ],
];
