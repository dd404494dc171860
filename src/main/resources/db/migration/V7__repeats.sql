-- Answers to requests that carry an Idempotency-Key, kept for a day: what is sent twice is done once.
-- Without a status the first request is still worked on.
CREATE TABLE repeatable_request (
  caller       text NOT NULL,
  key          text NOT NULL,
  operation    text NOT NULL,
  print        text NOT NULL,
  status       smallint,
  content_type text,
  body         bytea,
  created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (caller, key)
);
CREATE INDEX repeatable_request_age ON repeatable_request (created_at);
