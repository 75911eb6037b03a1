-- What was changed of the configuration while a server ran. Times are milliseconds since 1970 UTC.

create table settings (
  rid integer primary key,
  name text not null,
  value text not null,
  updated_at integer not null,
  crc integer not null
);
create unique index settings_by_name on settings (name);
