-- 'text' ends at 65,535 bytes here, and what Backout says must never be lost for its length.
alter table rollback modify message longtext;
alter table step_run modify message longtext not null, modify answers longtext not null;
