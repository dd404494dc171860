-- Whether new entries are allowed: one row, and a row of history for each change. The row is the
-- truth; nobody enters without locking it, so a halt waits for entries that are being written and
-- none follows its commit. A row that is not there halts.
CREATE TABLE risk_gate (
  id     smallint PRIMARY KEY CHECK (id = 1),
  halted boolean NOT NULL
);
INSERT INTO risk_gate VALUES (1, false);

CREATE TABLE risk_halt (
  id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  halted boolean NOT NULL,
  caller text NOT NULL,
  who    text NOT NULL,
  reason text NOT NULL CHECK (halted OR reason <> ''),
  at     timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- A change that changes nothing leaves no row.
CREATE FUNCTION turn_gate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO risk_gate AS g VALUES (1, NEW.halted)
  ON CONFLICT (id) DO UPDATE SET halted = excluded.halted WHERE g.halted <> excluded.halted;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  NEW.at := clock_timestamp();
  PERFORM pg_notify('risk_halt', NEW.id::text);
  RETURN NEW;
END $$;
CREATE TRIGGER turn_gate BEFORE INSERT ON risk_halt
  FOR EACH ROW EXECUTE FUNCTION turn_gate();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON risk_halt
  FOR EACH STATEMENT EXECUTE FUNCTION append_only();

CREATE FUNCTION no_entry_while_halted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM risk_gate WHERE id = 1 AND NOT halted FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'trading is halted: no entry' USING ERRCODE = '55F05';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER no_entry_while_halted BEFORE INSERT ON trade_cycle
  FOR EACH ROW EXECUTE FUNCTION no_entry_while_halted();
