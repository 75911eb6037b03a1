-- Up to which row the words of texts are in memory_text; the words of later rows follow some hundreds at a time, and are held
-- in memory until then. One row for each table with texts.
create table text_progress (
  rid integer primary key,
  source text not null,
  done_rid integer not null,
  crc integer not null
);
create unique index text_progress_by_source on text_progress (source);
