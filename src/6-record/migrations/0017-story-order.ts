// Stories in the order of their newest report: of those that stand, by its day.

export const STORY_ORDER = `
alter table stories add column reported_at timestamptz(3);
update stories set reported_at = newest.at from (
  select story, max(least(added_at,
    coalesce(published_on, case when lent_date ~ '^\\d{4}-\\d{2}-\\d{2}' then left(lent_date, 10)::date end)
      + interval '1 day' - interval '1 millisecond')) as at
  from story_reports join reports on reports.id = story_reports.report
    left join coded_reports on coded_reports.report = reports.id and coded_reports.run = reports.run
  group by story
) newest where newest.story = stories.id;
drop index stories_date;
create index stories_reported on stories (reported_at desc nulls last, number desc);
`;
