-- Document numbers are unique in their series and year, by movement_document. A version that knows the older key alone
-- is told of a taken number by the newer one in the same way.

ALTER TABLE movement DROP KEY movement_document_number;
