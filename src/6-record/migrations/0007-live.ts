// Where reports come from by themselves, and the queue in which they wait to be coded.

export const LIVE = `
-- One report that waits to be coded, or one item of a source that waits to be fetched. Ids are given in the order of
-- arrival. A row that is done keeps its place for some days, without its content, so that its batch can be followed.
create table queue (
  id bigint primary key,
  kind text not null,
  -- of a report as in reports, of an item by source, key and version: the same does not wait twice
  identity text not null unique,
  batch text collate "C",
  source text collate "C",
  title text,
  url text,
  outlet text,
  content text,
  characters integer not null,
  state text not null,
  -- not to be tried before
  due_at timestamptz(3),
  -- times that it failed
  attempts integer not null default 0,
  -- times that the program ended while it had the report
  lost integer not null default 0,
  error text,
  leased_by text,
  leased_until timestamptz(3),
  queued_at timestamptz(3) not null,
  ended_at timestamptz(3),
  -- the report in the store that came of it
  recorded_as text collate "C"
);
create index queue_reports on queue (attempts, id) where state = 'waiting' and kind = 'report';
create index queue_items on queue (source, attempts, id) where state = 'waiting' and kind = 'item';
create index queue_leased on queue (leased_until) where state = 'leased';
create index queue_failed on queue (id) where state = 'failed';
create index queue_done on queue (ended_at) where state = 'done';
create index queue_batch on queue (batch, state) where batch is not null;
create index queue_source on queue (source) where source is not null;
create index removed_reports_identity on removed_reports (identity);

create table sources (
  id text collate "C" primary key,
  number bigint not null unique,
  address text not null unique,
  kind text not null,
  outlet text,
  options text not null,
  added_at timestamptz(3) not null,
  paused_at timestamptz(3),
  -- what reading it must know the next time: validators, and what was seen
  state text not null,
  tried_at timestamptz(3),
  succeeded_at timestamptz(3),
  due_at timestamptz(3),
  -- failures since the last success
  failures integer not null default 0,
  error text,
  error_at timestamptz(3)
);

-- Which source brought a report, and when it was published, where its hour is known.
create table source_reports (
  report text collate "C" primary key references reports on delete cascade,
  source text collate "C" not null,
  published_at timestamptz(3),
  recorded_at timestamptz(3) not null
);
create index source_reports_source on source_reports (source, recorded_at);

insert into counters values ('job', 0), ('source', 0);
`;
