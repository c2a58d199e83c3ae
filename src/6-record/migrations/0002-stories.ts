// What the reports together support: stories and events with ids that stay, and the mentions that carry each event.

export const STORIES = `
create table stories (
  id text collate "C" primary key,
  number bigint not null unique,
  title text not null,
  independent_outlets integer not null,
  report_count integer not null,
  event_count integer not null,
  date_from date,
  date_to date,
  document text not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null
);
create index stories_date on stories (date_to desc nulls last, number desc);

create table story_reports (
  report text collate "C" primary key references reports on delete cascade,
  story text collate "C" not null references stories on delete cascade,
  ordinal integer not null
);
create index story_reports_story on story_reports (story);

-- Columns hold the event as it stands, review decisions applied; \`coded\` holds it as it was brought together, null for
-- an event that a reviewer made. A deleted event keeps its row: its id is never given again.
create table events (
  id text collate "C" primary key,
  number bigint not null unique,
  story text collate "C",
  type text not null,
  mode text,
  contexts text[] not null,
  cameo text,
  quad_class text not null,
  status text not null,
  standing text not null,
  place_name text,
  country text,
  admin1 text,
  latitude double precision,
  longitude double precision,
  geo_precision integer,
  date_from date,
  date_to date,
  time_precision integer,
  actors text[] not null,
  recipients text[] not null,
  -- of the place and of both sides
  countries text[] not null,
  -- PLOVER codes of both sides
  actor_codes text[] not null,
  outlets text[] not null,
  mention_count integer not null,
  report_count integer not null,
  independent_outlets integer not null,
  confidence double precision not null,
  killed_low double precision,
  killed_best double precision,
  killed_high double precision,
  acled_event_type text,
  acled_sub_event_type text,
  -- as ACLED's event_id_cnty: the country that the event was first placed in, and its number
  acled_id text collate "C" unique,
  reviewed text,
  coded text,
  document text not null,
  search text not null,
  -- both sides and the place, for finding by the beginning of a name
  names text not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  deleted_at timestamptz(3),
  merged_into text collate "C",
  words tsvector generated always as (to_tsvector('english', left(search, 200000))) stored,
  name_words tsvector generated always as (to_tsvector('simple', left(names, 20000))) stored
);
create index events_date on events (date_from desc nulls last, number desc) where deleted_at is null;
create index events_type on events (type, date_from desc nulls last) where deleted_at is null;
create index events_country on events (country, date_from desc nulls last) where deleted_at is null;
create index events_status on events (status, date_from desc nulls last) where deleted_at is null;
create index events_standing on events (standing, date_from desc nulls last) where deleted_at is null;
create index events_story on events (story);
create index events_updated on events (updated_at, number);
create index events_deleted on events (deleted_at, number) where deleted_at is not null;
create index events_acled on events (acled_event_type, date_from desc nulls last) where deleted_at is null;
create index events_countries on events using gin (countries) where deleted_at is null;
create index events_first_day on events (coalesce(date_from, date_to)) where deleted_at is null;
create index events_last_day on events (coalesce(date_to, date_from)) where deleted_at is null;
create index events_actor_codes on events using gin (actor_codes) where deleted_at is null;
create index events_outlets on events using gin (outlets) where deleted_at is null;
create index events_names on events using gin (name_words) where deleted_at is null;
create index events_words on events using gin (words) where deleted_at is null;

-- The mentions of each event as it was last brought together; by them an event is known again after re-coding.
create table event_links (
  report text collate "C" not null,
  mention text collate "C" not null,
  event text collate "C" not null references events on delete cascade,
  trigger_start integer not null,
  trigger_end integer not null,
  primary key (report, mention)
);
create index event_links_event on event_links (event);

create table store_state (
  name text primary key,
  value text not null
);
insert into store_state values ('stories', '0');
insert into counters values ('story', 0), ('event', 0);
`;
