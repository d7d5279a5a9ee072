-- The reason of a decision and, after it, that of closing the request.
ALTER TABLE stock_request MODIFY decision_reason VARCHAR(1002) NOT NULL;
