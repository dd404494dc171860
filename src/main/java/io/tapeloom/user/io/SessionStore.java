package io.tapeloom.user.io;

import io.tapeloom.user.RefreshRules;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.StreamSupport;

/** Rows of logins and of the refresh tokens that descend from each. */
final class SessionStore {
  static final String ADD =
      """
      INSERT INTO session (user_id, created_ms, expires_ms, last_seen_ms, address, agent)
      VALUES ($1, $2, $3, $2, $4, $5) RETURNING id
      """;

  /** The oldest ones beyond that many. */
  static final String CROWDED =
      """
      UPDATE session SET revoked_ms = $2, revoked_why = 'too many logins'
      WHERE id IN (SELECT id FROM session WHERE user_id = $1 AND revoked_ms IS NULL
        AND expires_ms > $2 ORDER BY id DESC OFFSET $3)
      """;

  static final String ADD_TOKEN =
      "INSERT INTO refresh_token (hash, session_id, issued_ms) VALUES ($1, $2, $3)";

  static final String FIND_TOKEN =
      """
      SELECT t.used_ms, t.used_by, s.id, s.user_id, s.expires_ms, s.revoked_ms, u.banned_ms
      FROM refresh_token t JOIN session s ON s.id = t.session_id JOIN app_user u ON u.id = s.user_id
      WHERE t.hash = $1 FOR UPDATE OF t
      """;

  static final String USE_TOKEN =
      "UPDATE refresh_token SET used_ms = $2, used_by = $3 WHERE hash = $1";

  static final String SEEN =
      "UPDATE session SET last_seen_ms = $2, address = $3, agent = $4 WHERE id = $1";

  static final String OF_USER =
      """
      SELECT * FROM session WHERE user_id = $1 AND revoked_ms IS NULL AND expires_ms > $2
      ORDER BY last_seen_ms DESC, id DESC LIMIT 100
      """;

  static final String REVOKE =
      """
      UPDATE session SET revoked_ms = $3, revoked_why = $4
      WHERE id = $1 AND user_id = $2 AND revoked_ms IS NULL AND expires_ms > $3
      """;

  static final String REVOKE_ALL =
      """
      UPDATE session SET revoked_ms = $2, revoked_why = $3
      WHERE user_id = $1 AND id <> $4 AND revoked_ms IS NULL AND expires_ms > $2
      """;

  static final String STEP_UP = "UPDATE session SET stepped_up_until = $2 WHERE id = $1";

  /** A month after its end nobody asks when a login was. */
  static final String FORGET = "DELETE FROM session WHERE expires_ms < $1 - 2592000000";

  private static final int MOST_PER_USER = 50;
  private final SqlClient client;

  SessionStore(SqlClient client) {
    this.client = client;
  }

  /** From where somebody logs in. */
  record From(String address, String agent) {}

  /** A refresh token as rows know it, with whose it is. */
  record Found(long sessionId, long userId, RefreshRules.Token token) {}

  /** One login as its owner sees it. */
  record Listed(long id, long createdMs, long lastSeenMs, String address, String agent) {}

  /** A new login; the oldest of too many ends. */
  Future<Long> add(long userId, long nowMs, long expiresMs, From from) {
    return client
        .preparedQuery(ADD)
        .execute(Tuple.of(userId, nowMs, expiresMs, from.address(), from.agent()))
        .map(rows -> rows.iterator().next().getLong("id"))
        .compose(id -> run(CROWDED, Tuple.of(userId, nowMs, MOST_PER_USER)).map(id));
  }

  Future<Void> addToken(long sessionId, byte[] hash, long nowMs) {
    return run(ADD_TOKEN, Tuple.of(Buffer.buffer(hash), sessionId, nowMs)).mapEmpty();
  }

  /** The token of that hash; nobody else reads it so until the transaction ends. */
  Future<Optional<Found>> find(byte[] hash) {
    return client
        .preparedQuery(FIND_TOKEN)
        .execute(Tuple.of(Buffer.buffer(hash)))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).findFirst().map(this::found));
  }

  private Found found(Row row) {
    Long used = row.getLong("used_ms");
    boolean ended = row.getLong("revoked_ms") != null || row.getLong("banned_ms") != null;
    return new Found(
        row.getLong("id"),
        row.getLong("user_id"),
        new RefreshRules.Token(
            used == null ? OptionalLong.empty() : OptionalLong.of(used),
            Optional.ofNullable(row.getString("used_by")),
            ended,
            row.getLong("expires_ms")));
  }

  Future<Void> use(byte[] hash, long nowMs, String requestId) {
    return run(USE_TOKEN, Tuple.of(Buffer.buffer(hash), nowMs, requestId)).mapEmpty();
  }

  Future<Void> seen(long id, long nowMs, From from) {
    return run(SEEN, Tuple.of(id, nowMs, from.address(), from.agent())).mapEmpty();
  }

  Future<List<Listed>> ofUser(long userId, long nowMs) {
    return client
        .preparedQuery(OF_USER)
        .execute(Tuple.of(userId, nowMs))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(this::listed).toList());
  }

  private Listed listed(Row row) {
    return new Listed(
        row.getLong("id"),
        row.getLong("created_ms"),
        row.getLong("last_seen_ms"),
        row.getString("address"),
        row.getString("agent"));
  }

  /** Ends one login of that person; false when they have none of that id. */
  Future<Boolean> revoke(long id, long userId, long nowMs, String why) {
    return run(REVOKE, Tuple.of(id, userId, nowMs, why)).map(ended -> ended == 1);
  }

  /** Ends every login of that person but one, and says how many those were. */
  Future<Integer> revokeAll(long userId, long nowMs, String why, long except) {
    return run(REVOKE_ALL, Tuple.of(userId, nowMs, why, except));
  }

  Future<Void> stepUp(long id, long untilMs) {
    return run(STEP_UP, Tuple.of(id, untilMs)).mapEmpty();
  }

  Future<Integer> forget(long nowMs) {
    return run(FORGET, Tuple.of(nowMs));
  }

  private Future<Integer> run(String sql, Tuple arguments) {
    return client.preparedQuery(sql).execute(arguments).map(rows -> rows.rowCount());
  }
}
