-- Where the whole of a file was refused: a file or sheet in it, the line, the column or cell, and the byte from 0. Null where it is about the upload itself.
alter table api.uploads add column refusal_file text;
alter table api.uploads add column refusal_line integer;
alter table api.uploads add column refusal_column text;
alter table api.uploads add column refusal_byte bigint;
