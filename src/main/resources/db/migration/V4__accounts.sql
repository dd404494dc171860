-- People, what lets them in, what they did. Times are ms since the epoch, real time. Of every
-- secret only a hash is kept.

CREATE TABLE app_user (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email         text NOT NULL UNIQUE CHECK (email = lower(email)),
  password_hash text NOT NULL,
  role          text NOT NULL CHECK (role IN ('viewer', 'trader', 'admin')),
  created_ms    bigint NOT NULL,
  last_login_ms bigint,
  banned_ms     bigint
);

-- One use makes one person. A first one works only while there is nobody.
CREATE TABLE invite (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  hash       bytea NOT NULL UNIQUE,
  role       text NOT NULL CHECK (role IN ('viewer', 'trader', 'admin')),
  first      boolean NOT NULL DEFAULT false,
  created_by text NOT NULL,
  created_ms bigint NOT NULL,
  expires_ms bigint NOT NULL,
  used_by    bigint REFERENCES app_user (id),
  used_ms    bigint,
  revoked_ms bigint
);

-- A login: the family of refresh tokens that descend from one password.
CREATE TABLE session (
  id               bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id          bigint NOT NULL REFERENCES app_user (id),
  created_ms       bigint NOT NULL,
  expires_ms       bigint NOT NULL,
  last_seen_ms     bigint NOT NULL,
  address          text NOT NULL,
  agent            text NOT NULL,
  stepped_up_until bigint NOT NULL DEFAULT 0,
  revoked_ms       bigint,
  revoked_why      text
);
CREATE INDEX session_live ON session (user_id, expires_ms) WHERE revoked_ms IS NULL;
CREATE INDEX session_expires ON session (expires_ms);

CREATE TABLE refresh_token (
  hash       bytea PRIMARY KEY,
  session_id bigint NOT NULL REFERENCES session (id) ON DELETE CASCADE,
  issued_ms  bigint NOT NULL,
  used_ms    bigint,
  used_by    text
);
CREATE INDEX refresh_token_session ON refresh_token (session_id);

CREATE TABLE api_key (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id      bigint NOT NULL REFERENCES app_user (id),
  name         text NOT NULL,
  hash         bytea NOT NULL UNIQUE,
  last_four    text NOT NULL,
  scopes       text[] NOT NULL,
  created_ms   bigint NOT NULL,
  last_used_ms bigint,
  expires_ms   bigint,
  revoked_ms   bigint
);
CREATE INDEX api_key_user ON api_key (user_id) WHERE revoked_ms IS NULL;

CREATE TABLE preference (
  user_id bigint PRIMARY KEY REFERENCES app_user (id),
  version bigint NOT NULL,
  body    text NOT NULL
);

-- Who did what. Each row's hash covers the row and the hash before it, so that a row that was
-- changed or taken out later shows; io.tapeloom.user.AuditChain counts the same.
CREATE TABLE audit_log (
  id      bigint PRIMARY KEY,
  t       bigint NOT NULL,
  who     text NOT NULL,
  action  text NOT NULL,
  target  text NOT NULL,
  before  text NOT NULL,
  after   text NOT NULL,
  address text NOT NULL,
  result  text NOT NULL,
  hash    bytea NOT NULL
);

CREATE FUNCTION audit_chain() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last audit_log%ROWTYPE;
  content text := '';
  field text;
BEGIN
  PERFORM pg_advisory_xact_lock(7264519083);
  SELECT * INTO last FROM audit_log ORDER BY id DESC LIMIT 1;
  NEW.id := coalesce(last.id, 0) + 1;
  FOREACH field IN ARRAY ARRAY[coalesce(encode(last.hash, 'hex'), ''), NEW.id::text, NEW.t::text,
    NEW.who, NEW.action, NEW.target, NEW.before, NEW.after, NEW.address, NEW.result]
  LOOP
    content := content || length(field) || ':' || field;
  END LOOP;
  NEW.hash := sha256(convert_to(content, 'UTF8'));
  RETURN NEW;
END $$;
CREATE TRIGGER audit_chain BEFORE INSERT ON audit_log
  FOR EACH ROW EXECUTE FUNCTION audit_chain();

CREATE FUNCTION audit_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit_log: rows are only added, % is refused', TG_OP;
END $$;
CREATE TRIGGER audit_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_kept();

-- Whoever remembers who may come in looks again.
CREATE FUNCTION accounts_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NOTIFY accounts_changed;
  RETURN NULL;
END $$;
CREATE TRIGGER accounts_changed
  AFTER INSERT OR UPDATE OF email, role, banned_ms OR DELETE ON app_user
  FOR EACH STATEMENT EXECUTE FUNCTION accounts_changed();
CREATE TRIGGER accounts_changed
  AFTER INSERT OR UPDATE OF revoked_ms, expires_ms, stepped_up_until OR DELETE ON session
  FOR EACH STATEMENT EXECUTE FUNCTION accounts_changed();
CREATE TRIGGER accounts_changed
  AFTER INSERT OR UPDATE OF revoked_ms, expires_ms, scopes OR DELETE ON api_key
  FOR EACH STATEMENT EXECUTE FUNCTION accounts_changed();
