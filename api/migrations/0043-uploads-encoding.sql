-- The alphabet of a file that does not tell its own, as who uploaded it said; null where nothing was said.
alter table api.uploads add column encoding text;
