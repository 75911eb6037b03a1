-- How often an observation was found, and when last; only where memory.decay_by_use asks for it. A table of its own, so that a count
-- does not rewrite a text. Times are milliseconds since 1970 UTC.
create table observation_uses (
  rid integer primary key,
  observation_id text not null,
  uses integer not null,
  last_used_at integer not null,
  crc integer not null
);
create unique index observation_uses_by_observation on observation_uses (observation_id);
