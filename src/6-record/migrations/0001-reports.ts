// Reports with their words, the runs that coded them, and what the current coding of each says, for queries.
// Documents (`coded`, `metadata`, ...) are JSON kept as text, so that they come back byte for byte.

export const REPORTS = `
create table counters (
  name text primary key,
  value bigint not null
);

-- One coding set-up: the same software, codebook, registry and models. Reports name the run that coded them last.
create table runs (
  id integer primary key,
  at timestamptz(3) not null,
  software text not null,
  codebook text not null,
  registry text not null,
  models text not null,
  fingerprint text not null unique
);

create table reports (
  id text collate "C" primary key,
  added bigint not null unique,
  added_at timestamptz(3) not null,
  outlet text,
  title text,
  url text,
  published_at text,
  published_on date,
  date_basis text not null,
  language text not null,
  text text not null,
  -- UTF-16LE of the verbatim text where it holds what PostgreSQL's text cannot (NUL, half a surrogate pair)
  verbatim bytea,
  retrieved_at text,
  content_hash text not null,
  -- of text, outlet, date and address: the same report is not added twice
  identity text not null unique,
  non_prose text not null,
  metadata text not null,
  run integer not null references runs,
  -- an earlier text of the same page
  supersedes text collate "C",
  superseded_by text collate "C",
  words tsvector generated always as (
    setweight(to_tsvector('english', coalesce(left(title, 2000), '')), 'A')
    || to_tsvector('english', left(text, 200000))
  ) stored
);
create index reports_published on reports (published_on, id);
create index reports_outlet on reports (outlet, published_on);
create index reports_url on reports (url) where url is not null;
create index reports_content_hash on reports (content_hash);
create index reports_words on reports using gin (words);

create table removed_reports (
  id text collate "C" not null,
  identity text not null,
  content_hash text not null,
  removed_at timestamptz(3) not null,
  reason text
);

create table coded_reports (
  report text collate "C" not null references reports on delete cascade,
  run integer not null references runs,
  at timestamptz(3) not null,
  coded text not null,
  -- coded once more with the date that its story lent it
  lent_date text,
  lent_coded text,
  primary key (report, run)
);

create table entities (
  report text collate "C" not null references reports on delete cascade,
  id text collate "C" not null,
  kind text not null,
  name text not null,
  actor text,
  country text,
  sector text,
  code text,
  place text,
  place_country text,
  admin1 text,
  latitude double precision,
  longitude double precision,
  mentions integer not null,
  primary key (report, id)
);
create index entities_name on entities (lower(left(name, 200)));
create index entities_actor on entities (actor) where actor is not null;

create table event_mentions (
  report text collate "C" not null references reports on delete cascade,
  id text collate "C" not null,
  ordinal integer not null,
  type text not null,
  mode text,
  contexts text[] not null,
  cameo text,
  quad_class text not null,
  intensity double precision not null,
  acled_event_type text,
  acled_sub_event_type text,
  acled_disorder_type text,
  status text not null,
  trigger_start integer not null,
  trigger_end integer not null,
  place_name text,
  country text,
  admin1 text,
  latitude double precision,
  longitude double precision,
  geo_precision integer,
  date_from date,
  date_to date,
  time_precision integer,
  counts text[] not null,
  statement text,
  denies text,
  confidence double precision not null,
  primary key (report, id)
);
create index event_mentions_type on event_mentions (type, status);
create index event_mentions_country on event_mentions (country, date_from);
create index event_mentions_confidence on event_mentions (confidence);

create table participants (
  report text collate "C" not null references reports on delete cascade,
  event text collate "C" not null,
  role text not null,
  ordinal integer not null,
  entity text not null,
  name text not null,
  country text,
  sector text,
  code text not null,
  span_start integer not null,
  span_end integer not null,
  primary key (report, event, role, ordinal)
);

create table statements (
  report text collate "C" not null references reports on delete cascade,
  id text collate "C" not null,
  ordinal integer not null,
  speaker text,
  speaker_entity text,
  speaker_country text,
  speaker_code text,
  quotation text not null,
  act text not null,
  venue text,
  date_from date,
  date_to date,
  time_precision integer,
  within text,
  content text not null,
  words tsvector generated always as (
    setweight(to_tsvector('english', coalesce(left(speaker, 2000), '')), 'A')
    || to_tsvector('english', left(content, 200000))
  ) stored,
  primary key (report, id)
);
create index statements_speaker on statements (lower(left(speaker, 200)));
create index statements_act on statements (act);
create index statements_words on statements using gin (words);

create table figures (
  report text collate "C" not null references reports on delete cascade,
  id text collate "C" not null,
  ordinal integer not null,
  value double precision not null,
  low double precision not null,
  high double precision,
  comparator text not null,
  measure text not null,
  unit text,
  of text,
  period_from date,
  period_to date,
  places text[] not null,
  attributed_to text,
  event text,
  span_start integer not null,
  span_end integer not null,
  primary key (report, id)
);
create index figures_measure on figures (measure, value);

-- The spans of a report's text on which an event, a statement or a figure rests.
create table evidence (
  report text collate "C" not null references reports on delete cascade,
  kind text not null,
  item text collate "C" not null,
  role text not null,
  ordinal integer not null,
  span_start integer not null,
  span_end integer not null,
  primary key (report, kind, item, role, ordinal)
);

insert into counters values ('report', 0), ('run', 0), ('change', 0);
`;
