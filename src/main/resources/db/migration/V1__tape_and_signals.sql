-- The tape, its bars and slices, and the scores and signals made from it.
-- Prices and quantities of the tape are bigint in 1e-8; sums are numeric; times are ms since the epoch.

CREATE TABLE instrument (
  id      smallint PRIMARY KEY,
  market  text NOT NULL CHECK (market IN ('spot', 'usdm')),
  symbol  text NOT NULL,
  tick_e8 bigint NOT NULL CHECK (tick_e8 > 0),
  step_e8 bigint NOT NULL CHECK (step_e8 > 0),
  UNIQUE (market, symbol)
);

CREATE TABLE agg_trade (
  instrument_id smallint NOT NULL,
  time_ms       bigint   NOT NULL,
  agg_id        bigint   NOT NULL,
  price_e8      bigint   NOT NULL,
  qty_e8        bigint   NOT NULL,
  first_id      bigint   NOT NULL,
  last_id       bigint   NOT NULL,
  buyer_maker   boolean  NOT NULL,
  PRIMARY KEY (instrument_id, time_ms, agg_id)
) PARTITION BY RANGE (time_ms);
CREATE TABLE agg_trade_default PARTITION OF agg_trade DEFAULT;

CREATE VIEW agg_trades AS
SELECT i.symbol, i.market, t.agg_id, t.price_e8 / 1e8 AS price, t.qty_e8 / 1e8 AS qty, t.time_ms,
       t.buyer_maker::int::smallint AS is_buyer_maker, t.first_id, t.last_id
FROM agg_trade t JOIN instrument i ON i.id = t.instrument_id;

CREATE TABLE agg_trades_meta (
  instrument_id    smallint PRIMARY KEY REFERENCES instrument (id),
  last_agg_id      bigint NOT NULL,
  last_time_ms     bigint NOT NULL,
  earliest_agg_id  bigint NOT NULL,
  earliest_time_ms bigint NOT NULL,
  gap_count        bigint NOT NULL DEFAULT 0,
  updated_ms       bigint NOT NULL
);

-- Ids the exchange could not serve any more: what the tape honestly misses.
CREATE TABLE tape_gap (
  instrument_id smallint NOT NULL REFERENCES instrument (id),
  from_id       bigint NOT NULL,
  to_id         bigint NOT NULL CHECK (to_id >= from_id),
  found_ms      bigint NOT NULL,
  PRIMARY KEY (instrument_id, from_id)
);

CREATE TABLE bar (
  instrument_id smallint NOT NULL REFERENCES instrument (id),
  interval_ms   integer  NOT NULL,
  open_ms       bigint   NOT NULL,
  open_e8       bigint   NOT NULL,
  high_e8       bigint   NOT NULL,
  low_e8        bigint   NOT NULL,
  close_e8      bigint   NOT NULL,
  volume_e8     numeric  NOT NULL,
  quote_e16     numeric  NOT NULL,
  taker_buy_e8  numeric  NOT NULL,
  trades        bigint   NOT NULL,
  source        text     NOT NULL CHECK (source IN ('tape', 'kline', 'mixed')),
  PRIMARY KEY (instrument_id, interval_ms, open_ms)
);

CREATE TABLE slice (
  instrument_id  smallint NOT NULL,
  t              bigint   NOT NULL,
  tape_from_ms   bigint   NOT NULL,
  signed_qty_e8  numeric  NOT NULL,
  qty_e8         numeric  NOT NULL,
  notional_e16   numeric  NOT NULL,
  count          bigint   NOT NULL,
  open_e8        bigint   NOT NULL,
  high_e8        bigint   NOT NULL,
  low_e8         bigint   NOT NULL,
  close_e8       bigint   NOT NULL,
  last_id        bigint   NOT NULL,
  last_ms        bigint   NOT NULL,
  signed_qtys_e8 bigint[] NOT NULL,
  PRIMARY KEY (instrument_id, t)
) PARTITION BY RANGE (t);
CREATE TABLE slice_default PARTITION OF slice DEFAULT;

-- Every sealed boundary of every strategy, withheld or not.
CREATE SEQUENCE score_id;
CREATE TABLE score (
  id             bigint   NOT NULL DEFAULT nextval('score_id'),
  instrument_id  smallint NOT NULL,
  strategy       text     NOT NULL,
  t              bigint   NOT NULL,
  tape_from_ms   bigint   NOT NULL,
  sealed_ms      bigint   NOT NULL,
  price          numeric(38, 8) NOT NULL,
  cvd_fast       numeric(38, 8),
  cvd_mid        numeric(38, 8),
  cvd_day        numeric(38, 8),
  vwap_30m       numeric(38, 8),
  atr_5m         numeric(38, 8),
  atr_percentile numeric(38, 8),
  p95_qty        numeric(38, 8),
  p99_qty        numeric(38, 8),
  trades         bigint   NOT NULL,
  score          integer  NOT NULL,
  direction      text CHECK (direction IN ('LONG', 'SHORT')),
  factors        jsonb    NOT NULL,
  inputs         jsonb    NOT NULL,
  withheld       text[]   NOT NULL,
  PRIMARY KEY (instrument_id, strategy, t)
) PARTITION BY RANGE (t);
CREATE TABLE score_default PARTITION OF score DEFAULT;
CREATE INDEX score_newest ON score (t DESC);

-- Only what may be traded. Inserting a row notifies signal_new with its id.
CREATE TABLE signal (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  score_id      bigint   NOT NULL,
  instrument_id smallint NOT NULL REFERENCES instrument (id),
  source        text     NOT NULL DEFAULT 'v5',
  strategy      text     NOT NULL,
  t             bigint   NOT NULL,
  side          text     NOT NULL CHECK (side IN ('LONG', 'SHORT')),
  score         integer  NOT NULL,
  confidence    numeric(5, 4) NOT NULL,
  price         numeric(38, 8) NOT NULL,
  atr           numeric(38, 8) NOT NULL,
  reason        text     NOT NULL,
  factors       jsonb    NOT NULL,
  verdict       text CHECK (verdict IN ('APPROVED', 'REFUSED')),
  verdict_reason text,
  created_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (instrument_id, strategy, t)
);
CREATE INDEX signal_undecided ON signal (id) WHERE verdict IS NULL;

CREATE FUNCTION notify_signal_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('signal_new', NEW.id::text);
  RETURN NULL;
END $$;
CREATE TRIGGER signal_new AFTER INSERT ON signal FOR EACH ROW EXECUTE FUNCTION notify_signal_new();

-- A refusal is told too, so that the engine drops the position it had assumed.
CREATE FUNCTION notify_signal_refused() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('signal_refused', NEW.id::text);
  RETURN NULL;
END $$;
CREATE TRIGGER signal_refused AFTER UPDATE OF verdict ON signal
  FOR EACH ROW WHEN (NEW.verdict = 'REFUSED') EXECUTE FUNCTION notify_signal_refused();

-- A month's partition [from_ms, to_ms) of a big table. Rows that waited in the default partition move
-- into it; the answer is their number, or null where the partition was there already.
CREATE FUNCTION ensure_month(parent text, from_ms bigint, to_ms bigint, suffix text) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
  part text := parent || '_' || suffix;
  key text;
  moved bigint;
BEGIN
  IF to_regclass(part) IS NOT NULL THEN
    RETURN NULL;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('ensure_month'));
  IF to_regclass(part) IS NOT NULL THEN
    RETURN NULL;
  END IF;
  SELECT a.attname INTO STRICT key
  FROM pg_partitioned_table p
  JOIN pg_attribute a ON a.attrelid = p.partrelid AND a.attnum = p.partattrs[0]
  WHERE p.partrelid = parent::regclass;
  EXECUTE format('LOCK TABLE %I IN ACCESS EXCLUSIVE MODE', parent || '_default');
  EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', part, parent);
  EXECUTE format('WITH stray AS (DELETE FROM %I WHERE %I >= %s AND %I < %s RETURNING *)
                  INSERT INTO %I SELECT * FROM stray',
                 parent || '_default', key, from_ms, key, to_ms, part);
  GET DIAGNOSTICS moved = ROW_COUNT;
  EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%s) TO (%s)',
                 parent, part, from_ms, to_ms);
  RETURN moved;
END $$;
