// Stories brought together a few reports at a time: what has changed since, and of each report what grouping needs.
// Events get the days that lists are narrowed and ordered by, and indexes that answer any combination of filters.

export const TOGETHER = `
-- Reports and stories that changed since they were last brought together, each with the number of its last change.
create table unsettled (
  kind text not null,
  id text collate "C" not null,
  change bigint not null,
  primary key (kind, id)
);
insert into unsettled select 'report', id, (select value from counters where name = 'change')
from reports where superseded_by is null;

-- What grouping needs of a report, as its story stands: with the date that its story lent it.
create table sketches (
  report bigint primary key references reports (added) on delete cascade,
  published_at text,
  -- milliseconds, for the order of stories
  moment bigint not null,
  features bytea not null,
  -- null until the report is weighed
  vector bytea,
  -- of the coding without a lent date, null where none was lent
  given_features bytea
);

-- The strongest features of each report, by which those like it are looked up.
create table sketch_features (
  feature bigint not null,
  moment bigint not null,
  report bigint not null references sketches on delete cascade,
  primary key (feature, moment, report)
);
create index sketch_features_report on sketch_features (report);

-- In how many reports each feature stood when they were last counted.
create table feature_counts (
  feature bigint primary key,
  reports integer not null
);
insert into store_state values ('counted', '0');
`;
