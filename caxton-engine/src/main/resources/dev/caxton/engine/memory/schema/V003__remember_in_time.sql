-- What replaced what, the versions of entities, and the words of all texts. Times are milliseconds since 1970 UTC.
-- The rows of observations and relations are copied in Java, which computes their checksums.

drop index observations_by_id;
drop index observations_by_content;
drop index observations_by_entity;
alter table observations rename to observations_layout_1;

create table observations (
  rid integer primary key,
  observation_id text not null,
  entity_id text not null,
  content text not null,
  content_hash blob not null,
  source text not null,
  author text,
  confidence real not null,
  created_at integer not null,
  retracted_at integer,
  valid_from integer not null,
  valid_to integer,
  replaces text,
  crc integer not null
);
create unique index observations_by_id on observations (observation_id);
create unique index observations_by_content on observations (entity_id, content_hash) where retracted_at is null;
create index observations_by_entity on observations (entity_id);
create index observations_by_replaced on observations (replaces) where replaces is not null;
create index observations_by_retraction on observations (retracted_at) where retracted_at is not null;

drop index relations_by_id;
drop index relations_by_ends;
drop index relations_by_start;
drop index relations_by_end;
alter table relations rename to relations_layout_1;

create table relations (
  rid integer primary key,
  relation_id text not null,
  from_entity text not null,
  to_entity text not null,
  relation_type text not null,
  scope text not null,
  agent_id text,
  strength real not null,
  confidence real not null,
  metadata text not null,
  created_at integer not null,
  retracted_at integer,
  valid_from integer not null,
  valid_to integer,
  replaces text,
  crc integer not null
);
create unique index relations_by_id on relations (relation_id);
create unique index relations_by_ends on relations (from_entity, to_entity, relation_type) where retracted_at is null;
create index relations_by_start on relations (from_entity);
create index relations_by_end on relations (to_entity);

-- Versions of entities that were superseded; the present one is in entities.
create table entity_versions (
  rid integer primary key,
  entity_id text not null,
  version integer not null,
  metadata text not null,
  valid_from integer not null,
  valid_to integer,
  recorded_at integer not null,
  superseded_at integer not null,
  crc integer not null
);
create unique index entity_versions_by_entity on entity_versions (entity_id, version);

-- Vectors of observations that were taken back, for searches in the past; no index outside this file holds them.
create table past_embeddings (
  rid integer primary key,
  owner_id text not null,
  entity_id text not null,
  model text not null,
  dimensions integer not null,
  vector blob not null,
  created_at integer not null,
  crc integer not null
);
create unique index past_embeddings_by_owner on past_embeddings (owner_id, model);
create index past_embeddings_by_entity on past_embeddings (entity_id);

-- Words, folded and stemmed by Java (class Words), without the texts. Rowid: 2 * rid of an observation, 2 * rid + 1 of an entity
-- (whose text is its name and type). Derived: can be rebuilt from the rows at any time.
create virtual table memory_text using fts5(words, content = '', tokenize = 'ascii');

-- Each word of each text, and each word once, read from memory_text.
create virtual table memory_words using fts5vocab(memory_text, instance);
create virtual table memory_vocabulary using fts5vocab(memory_text, row);
