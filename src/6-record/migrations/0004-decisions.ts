// Decisions of review, only ever added.

export const DECISIONS = `
create table decisions (
  id text collate "C" primary key,
  number bigint not null unique,
  at timestamptz(3) not null,
  by text not null,
  target text collate "C" not null,
  action text not null,
  before text,
  after text,
  reason text
);
create index decisions_target on decisions (target);
create index decisions_by on decisions (by);
create index events_review on events (standing, confidence) where deleted_at is null and reviewed is null;

insert into counters values ('decision', 0);
`;
