// Releases: what the dataset was at one moment. Documents are kept once by their hash, however many releases hold them.

export const RELEASES = `
create table releases (
  name text collate "C" primary key,
  number bigint not null unique,
  at timestamptz(3) not null,
  note text,
  hash text not null,
  -- what was hashed with the items: software, codebook, registry, models
  origin text not null,
  events integer not null,
  reports integer not null
);

create table release_documents (
  hash text primary key,
  document text not null
);

create table release_items (
  release text collate "C" not null references releases,
  kind text not null,
  id text collate "C" not null,
  hash text not null references release_documents,
  primary key (release, kind, id)
);

insert into counters values ('release', 0);
`;
