-- The reset a person has not yet answered with a password of their own: by whom, why, when, and by which command.
alter table api.credentials
  add column reset_by uuid,
  add column reset_reason text,
  add column reset_at timestamptz,
  add column reset_command uuid;
