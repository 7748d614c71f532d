-- How an import was undone: when, by whom (null: at the console), and what stays of it, as ids and codes.
alter table api.imports
  add column undo_begun_at timestamptz,
  -- null while it is undone, and where that was cut off
  add column undone_at timestamptz,
  add column undone_by uuid,
  add column undone int,
  add column undo_kept jsonb;
