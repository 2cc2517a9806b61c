-- The backup set that level 3 restores, as the request named it and as it was decided.
alter table rollback add column named_backup varchar(200);
alter table rollback add column backup varchar(200);
-- Services stop before the copy is prepared, so that nothing more is written that would be lost.
alter table rollback add column stops_writing boolean not null default false;
-- The rollback whose cut-over this one takes back.
alter table rollback add column undoes varchar(32);
-- As it was decided; "level" climbs.
alter table rollback add column decided_level int not null default 0;
update rollback set decided_level = level where level is not null;
