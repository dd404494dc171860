-- What people decided of proxies while the program ran; which proxies there are stands in the settings.
CREATE TABLE proxy_decision (
  name    text PRIMARY KEY,
  enabled boolean NOT NULL,
  pinned  boolean NOT NULL DEFAULT false CHECK (enabled OR NOT pinned),
  at      timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE UNIQUE INDEX one_pinned_proxy ON proxy_decision (pinned) WHERE pinned;
