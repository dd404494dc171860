-- Signals turned into cycles, orders and fills; who may write them; what the risk guard says.
-- Amounts are numeric(38,8); market times are ms since the epoch.

CREATE TABLE executor_lease (
  role       text PRIMARY KEY,
  epoch      bigint NOT NULL,
  holder     uuid NOT NULL,
  expires_at timestamptz NOT NULL
);

-- Legal moves; a trigger holds them, and a test compares them with the program's own table.
CREATE TABLE state_rule (
  kind       text NOT NULL CHECK (kind IN ('order', 'cycle')),
  from_state text NOT NULL,
  to_state   text NOT NULL,
  PRIMARY KEY (kind, from_state, to_state)
);
INSERT INTO state_rule (kind, from_state, to_state)
SELECT 'order', f, unnest(string_to_array(t, ' ')) FROM (VALUES
  ('INTENT', 'SENDING NOT_SENT'),
  ('SENDING', 'ACKED REJECTED NOT_SENT UNKNOWN'),
  ('UNKNOWN', 'ACKED PARTIAL FILLED CANCELED EXPIRED REJECTED NOT_SENT'),
  ('ACKED', 'PARTIAL FILLED CANCELING CANCELED EXPIRED'),
  ('PARTIAL', 'PARTIAL FILLED CANCELING CANCELED EXPIRED'),
  ('CANCELING', 'CANCELED PARTIAL FILLED EXPIRED'),
  ('NOT_SENT', 'ACKED PARTIAL FILLED'),
  ('REJECTED', 'ACKED PARTIAL FILLED')) AS r (f, t)
UNION ALL
SELECT 'cycle', f, unnest(string_to_array(t, ' ')) FROM (VALUES
  ('PLANNED', 'ENTERING CLOSED QUARANTINED'),
  ('ENTERING', 'OPEN_UNPROTECTED CLOSED QUARANTINED'),
  ('OPEN_UNPROTECTED', 'OPEN_PROTECTED EXITING QUARANTINED'),
  ('OPEN_PROTECTED', 'OPEN_UNPROTECTED EXITING QUARANTINED'),
  ('EXITING', 'CLOSED QUARANTINED'),
  ('QUARANTINED', 'EXITING CLOSED')) AS r (f, t);

-- One trade from signal to flat. The id is derived from the entry signal's, so a retry finds it.
CREATE TABLE trade_cycle (
  id              bigint PRIMARY KEY,
  role            text NOT NULL,
  epoch           bigint NOT NULL,
  venue           text NOT NULL,
  account         text NOT NULL,
  symbol          text NOT NULL,
  instrument_id   smallint NOT NULL REFERENCES instrument (id),
  strategy        text NOT NULL,
  entry_signal_id bigint NOT NULL REFERENCES signal (id),
  exit_signal_id  bigint REFERENCES signal (id),
  t               bigint NOT NULL,
  planned_ms      bigint NOT NULL,
  side            text NOT NULL CHECK (side IN ('LONG', 'SHORT')),
  tier            text NOT NULL CHECK (tier IN ('light', 'standard', 'heavy')),
  score           integer NOT NULL,
  atr             numeric(38, 8) NOT NULL,
  risk_distance   numeric(38, 8) NOT NULL CHECK (risk_distance > 0),
  qty             numeric(38, 8) NOT NULL CHECK (qty > 0),
  remaining_qty   numeric(38, 8) NOT NULL DEFAULT 0 CHECK (remaining_qty >= 0),
  entry_price     numeric(38, 8),
  entry_ms        bigint,
  exit_price      numeric(38, 8),
  exit_ms         bigint,
  sl_price        numeric(38, 8),
  tp1_price       numeric(38, 8),
  tp2_price       numeric(38, 8),
  tp1_hit         boolean NOT NULL DEFAULT false,
  state           text NOT NULL CHECK (state IN ('PLANNED', 'ENTERING', 'OPEN_UNPROTECTED',
                    'OPEN_PROTECTED', 'EXITING', 'CLOSED', 'QUARANTINED')),
  exit_status     text CHECK (exit_status IN ('tp', 'sl', 'sl_be', 'timeout', 'signal_flip',
                    'manual')),
  pnl_usdt        numeric(38, 8),
  pnl_r           numeric(38, 8),
  fee_usdt        numeric(38, 8) NOT NULL DEFAULT 0,
  note            text NOT NULL DEFAULT '',
  -- Market time before which the tape was walked and all that followed from it was written.
  walked_ms       bigint NOT NULL DEFAULT 0,
  created_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
  updated_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
  UNIQUE (venue, account, entry_signal_id)
);
-- A planned cycle holds nothing yet: a flip is planned while the opposite cycle is still open. Its
-- one entry is guarded by one_open_entry.
CREATE UNIQUE INDEX one_open_cycle ON trade_cycle (account, venue, symbol)
  WHERE state NOT IN ('PLANNED', 'CLOSED');
CREATE INDEX trade_cycle_open ON trade_cycle (instrument_id) WHERE state <> 'CLOSED';
CREATE INDEX trade_cycle_closed ON trade_cycle (venue, exit_ms DESC, id DESC)
  WHERE state = 'CLOSED';

-- Every order is a row before it is anything else.
CREATE TABLE order_journal (
  coid           text PRIMARY KEY CHECK (coid ~ '^[.A-Z:/a-z0-9_-]{1,36}$'),
  role           text NOT NULL,
  epoch          bigint NOT NULL,
  venue          text NOT NULL,
  account        text NOT NULL,
  symbol         text NOT NULL,
  cycle_id       bigint NOT NULL REFERENCES trade_cycle (id),
  purpose        text NOT NULL CHECK (purpose IN ('ENTRY', 'STOP', 'TAKE', 'EXIT', 'FLATTEN')),
  attempt        smallint NOT NULL,
  side           text NOT NULL CHECK (side IN ('BUY', 'SELL')),
  type           text NOT NULL,
  qty            numeric(38, 8) CHECK (qty > 0),
  price          numeric(38, 8),
  stop_price     numeric(38, 8),
  reduce_only    boolean NOT NULL,
  close_position boolean NOT NULL,
  state          text NOT NULL CHECK (state IN ('INTENT', 'SENDING', 'UNKNOWN', 'ACKED', 'PARTIAL',
                   'FILLED', 'CANCELING', 'CANCELED', 'EXPIRED', 'REJECTED', 'NOT_SENT')),
  exch_ts        bigint,
  recv_window    integer,
  exch_order_id  bigint,
  filled_qty     numeric(38, 8) NOT NULL DEFAULT 0,
  version        integer NOT NULL DEFAULT 0,
  created_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  updated_at     timestamptz NOT NULL DEFAULT clock_timestamp(),
  watch_until    timestamptz,
  UNIQUE (cycle_id, purpose, attempt),
  CHECK (purpose = 'ENTRY' OR reduce_only OR close_position OR venue = 'SPOT'),
  CHECK (NOT (purpose = 'ENTRY' AND attempt > 0))
);
CREATE UNIQUE INDEX one_open_entry ON order_journal (account, venue, symbol)
  WHERE purpose = 'ENTRY' AND state IN ('INTENT', 'SENDING', 'UNKNOWN', 'ACKED', 'PARTIAL');

CREATE TABLE order_event (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  coid       text NOT NULL REFERENCES order_journal (coid),
  from_state text,
  to_state   text NOT NULL,
  source     text NOT NULL,
  exch_ts    bigint,
  payload    jsonb,
  at         timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX order_event_order ON order_event (coid);

CREATE TABLE fill (
  venue     text NOT NULL,
  account   text NOT NULL,
  symbol    text NOT NULL,
  trade_id  bigint NOT NULL,
  coid      text NOT NULL REFERENCES order_journal (coid),
  qty       numeric(38, 8) NOT NULL CHECK (qty > 0),
  price     numeric(38, 8) NOT NULL CHECK (price > 0),
  fee       numeric(38, 8) NOT NULL,
  fee_asset text NOT NULL,
  exch_ts   bigint NOT NULL,
  PRIMARY KEY (venue, account, symbol, trade_id)
);
CREATE INDEX fill_order ON fill (coid);

-- What each closed cycle added; the equity curve is its running sum.
CREATE TABLE equity (
  cycle_id      bigint PRIMARY KEY REFERENCES trade_cycle (id),
  account       text NOT NULL,
  t             bigint NOT NULL,
  realised_usdt numeric(38, 8) NOT NULL,
  r             numeric(38, 8) NOT NULL
);
CREATE INDEX equity_curve ON equity (account, t);

-- One row: what the guard found last and when it last beat.
CREATE TABLE risk_state (
  id           smallint PRIMARY KEY CHECK (id = 1),
  status       text NOT NULL CHECK (status IN ('NORMAL', 'WARNING', 'CIRCUIT_BREAK')),
  reason       text NOT NULL,
  evaluated_ms bigint NOT NULL,
  beat_ms      bigint NOT NULL,
  beat_at      timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- A writer whose epoch is over is refused: it was paused while another took the lease. The share
-- lock makes a take-over wait for writes in flight.
CREATE FUNCTION fence() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  current_epoch bigint;
BEGIN
  SELECT epoch INTO current_epoch FROM executor_lease WHERE role = NEW.role FOR SHARE;
  IF current_epoch IS DISTINCT FROM NEW.epoch THEN
    RAISE EXCEPTION 'role %: epoch % is over, the lease is at %', NEW.role, NEW.epoch, current_epoch
      USING ERRCODE = '55F01';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER fence BEFORE INSERT OR UPDATE ON trade_cycle
  FOR EACH ROW EXECUTE FUNCTION fence();
CREATE TRIGGER fence BEFORE INSERT OR UPDATE ON order_journal
  FOR EACH ROW EXECUTE FUNCTION fence();

CREATE FUNCTION legal_move() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> TG_ARGV[1] THEN
      RAISE EXCEPTION '%: expected to begin as %, got %', TG_ARGV[0], TG_ARGV[1], NEW.state
        USING ERRCODE = '55F02';
    END IF;
  ELSIF NOT EXISTS (SELECT FROM state_rule
                    WHERE kind = TG_ARGV[0] AND from_state = OLD.state AND to_state = NEW.state) THEN
    RAISE EXCEPTION '%: no move from % to %', TG_ARGV[0], OLD.state, NEW.state
      USING ERRCODE = '55F02';
  END IF;
  NEW.updated_at := clock_timestamp();
  RETURN NEW;
END $$;
CREATE TRIGGER legal_begin BEFORE INSERT ON trade_cycle
  FOR EACH ROW EXECUTE FUNCTION legal_move('cycle', 'PLANNED');
CREATE TRIGGER legal_move BEFORE UPDATE ON trade_cycle
  FOR EACH ROW WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION legal_move('cycle', 'PLANNED');
CREATE TRIGGER legal_begin BEFORE INSERT ON order_journal
  FOR EACH ROW EXECUTE FUNCTION legal_move('order', 'INTENT');
CREATE TRIGGER legal_move BEFORE UPDATE ON order_journal
  FOR EACH ROW WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION legal_move('order', 'INTENT');

CREATE FUNCTION only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'order %: filled quantity cannot shrink from % to %', OLD.coid, OLD.filled_qty,
    NEW.filled_qty USING ERRCODE = '55F03';
END $$;
CREATE TRIGGER filled_only_grows BEFORE UPDATE ON order_journal
  FOR EACH ROW WHEN (NEW.filled_qty < OLD.filled_qty) EXECUTE FUNCTION only_grows();

-- Every move of an order leaves a row, whoever made it.
CREATE FUNCTION record_order_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO order_event (coid, from_state, to_state, source, exch_ts, payload)
  VALUES (NEW.coid, CASE WHEN TG_OP = 'UPDATE' THEN OLD.state END, NEW.state, NEW.role, NEW.exch_ts,
          jsonb_build_object('epoch', NEW.epoch, 'filled_qty', NEW.filled_qty::text));
  RETURN NULL;
END $$;
CREATE TRIGGER record_begin AFTER INSERT ON order_journal
  FOR EACH ROW EXECUTE FUNCTION record_order_event();
CREATE TRIGGER record_move AFTER UPDATE ON order_journal
  FOR EACH ROW WHEN (OLD.state <> NEW.state OR OLD.filled_qty <> NEW.filled_qty)
  EXECUTE FUNCTION record_order_event();

CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'table % is append-only', TG_TABLE_NAME USING ERRCODE = '55F04';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON order_event
  FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON fill
  FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON equity
  FOR EACH STATEMENT EXECUTE FUNCTION append_only();

CREATE FUNCTION notify_order_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('order_new', NEW.coid);
  RETURN NULL;
END $$;
CREATE TRIGGER order_new AFTER INSERT ON order_journal
  FOR EACH ROW EXECUTE FUNCTION notify_order_new();

CREATE VIEW paper_trades AS
SELECT c.id, c.symbol, c.side AS direction, c.score, c.tier, c.strategy, c.entry_price,
       c.entry_ms / 1000 AS entry_ts, c.exit_price, c.exit_ms / 1000 AS exit_ts, c.sl_price,
       c.tp1_price, c.tp2_price, c.tp1_hit, c.atr AS atr_at_entry, c.risk_distance, c.qty, c.pnl_r,
       round(c.fee_usdt / (c.qty * c.risk_distance), 8) AS fee_r,
       CASE WHEN c.state = 'CLOSED' THEN c.exit_status
            WHEN c.tp1_hit THEN 'tp1_hit' ELSE 'active' END AS status,
       s.factors AS score_factors, c.created_at
FROM trade_cycle c JOIN signal s ON s.id = c.entry_signal_id
WHERE c.venue = 'PAPER' AND c.entry_price IS NOT NULL;

-- What nothing books yet (funding) is null, not zero.
CREATE VIEW live_trades AS
SELECT c.id, c.symbol, c.side AS direction, c.score, c.tier, c.strategy, c.entry_price,
       c.entry_ms / 1000 AS entry_ts, c.exit_price, c.exit_ms / 1000 AS exit_ts, c.sl_price,
       c.tp1_price, c.tp2_price, c.tp1_hit, c.atr AS atr_at_entry, c.risk_distance, c.qty, c.pnl_r,
       round(c.fee_usdt / (c.qty * c.risk_distance), 8) AS fee_r,
       CASE WHEN c.state = 'CLOSED' THEN c.exit_status
            WHEN c.tp1_hit THEN 'tp1_hit' ELSE 'active' END AS status,
       s.factors AS score_factors, c.created_at, c.entry_signal_id AS signal_id,
       e.exch_order_id AS binance_order_id, c.entry_price AS fill_price,
       round((c.entry_price - s.price) * CASE c.side WHEN 'LONG' THEN 10000 ELSE -10000 END
             / s.price, 8) AS slippage_bps,
       ARRAY(SELECT p.exch_order_id FROM order_journal p
             WHERE p.cycle_id = c.id AND p.purpose = 'STOP' ORDER BY p.attempt)
         AS protection_order_ids,
       c.fee_usdt, NULL::numeric(38, 8) AS funding_fee_usdt, e.exch_ts - s.t AS signal_to_order_ms
FROM trade_cycle c
JOIN signal s ON s.id = c.entry_signal_id
LEFT JOIN order_journal e ON e.cycle_id = c.id AND e.purpose = 'ENTRY'
WHERE c.venue <> 'PAPER' AND c.entry_price IS NOT NULL;
