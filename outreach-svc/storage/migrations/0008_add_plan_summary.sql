-- What lists show of a plan: all but what it says of each visit, site, district and day.
ALTER TABLE plan ADD COLUMN summary MEDIUMBLOB NULL COMMENT 'bytes of the rpc layer; NULL: made before this was kept';
