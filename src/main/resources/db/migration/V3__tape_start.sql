-- Where each tape begins: chosen once, and durable before the first trade is published, so that a
-- program killed before its first batch goes on with the same tape.
CREATE TABLE tape_start (
  instrument_id smallint PRIMARY KEY REFERENCES instrument (id),
  first_id      bigint NOT NULL,
  from_ms       bigint NOT NULL
);
