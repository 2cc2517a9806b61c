-- Which data directory the node works on: nodes that share a database must share it.
alter table node add column data_directory varchar(36) not null default '';
