// Who may use a store over the network: users, their tokens, their sessions in a browser. No secret is kept as it is:
// passwords as argon2id, tokens and sessions as SHA-256 of 256 random bits.

export const USERS = `
create table users (
  -- in lower case
  name text collate "C" primary key,
  role text not null,
  password text not null,
  created_at timestamptz(3) not null,
  password_at timestamptz(3) not null
);

create table tokens (
  id text collate "C" primary key,
  number bigint not null unique,
  owner text collate "C" not null references users on delete cascade,
  -- api: made by hand; access and refresh: given at a log-in of an ACLED client
  kind text not null,
  hash text not null unique,
  role text not null,
  label text,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3),
  used_at timestamptz(3)
);
create index tokens_owner on tokens (owner, kind);

create table sessions (
  hash text primary key,
  owner text collate "C" not null references users on delete cascade,
  created_at timestamptz(3) not null,
  seen_at timestamptz(3) not null
);
create index sessions_owner on sessions (owner);

insert into counters values ('token', 0);
`;
