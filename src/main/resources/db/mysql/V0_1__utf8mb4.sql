-- People write every character there is, and 'Ticket-7' is not 'ticket-7': what this schema was created with does not
-- matter. The engine's own tables say for themselves what they are.
alter database character set utf8mb4 collate utf8mb4_bin;
