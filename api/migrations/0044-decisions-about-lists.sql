-- Who the people of a workbook may be, as ids, and who an admin says they are: rows (`sheet:line`) by id, or `other` for somebody else.
alter table api.uploads add column proposals jsonb;
alter table api.uploads add column decisions jsonb;
