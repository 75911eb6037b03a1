-- The memory graph. Times are milliseconds since 1970 UTC.
-- valid_from and valid_to say when something is true in the world, created_at and retracted_at when this store knew it.

create table entities (
  rid integer primary key,
  entity_id text not null,
  name text not null,
  entity_type text not null,
  scope text not null,
  agent_id text,
  metadata text not null,
  version integer not null,
  created_at integer not null,
  updated_at integer not null,
  valid_from integer not null,
  valid_to integer,
  crc integer not null
);
create unique index entities_by_id on entities (entity_id);
create unique index entities_by_name on entities (scope, coalesce(agent_id, ''), name);

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
  crc integer not null
);
create unique index observations_by_id on observations (observation_id);
create unique index observations_by_content on observations (entity_id, content_hash) where retracted_at is null;
create index observations_by_entity on observations (entity_id);

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
  crc integer not null
);
create unique index relations_by_id on relations (relation_id);
create unique index relations_by_ends on relations (from_entity, to_entity, relation_type) where retracted_at is null;
create index relations_by_start on relations (from_entity);
create index relations_by_end on relations (to_entity);

-- One vector for each observation and one for each entity's name and type: little-endian 32-bit floats of length one.
create table embeddings (
  rid integer primary key,
  owner_id text not null,
  owner_kind text not null,
  entity_id text not null,
  model text not null,
  dimensions integer not null,
  vector blob not null,
  created_at integer not null,
  crc integer not null
);
create unique index embeddings_by_owner on embeddings (owner_id, model);
create index embeddings_by_entity on embeddings (entity_id);
create index embeddings_by_model on embeddings (model);
