-- When a plan was made the announced one.
ALTER TABLE plan ADD COLUMN publish_time DATETIME(6) NULL COMMENT 'real time, last; NULL: never';
