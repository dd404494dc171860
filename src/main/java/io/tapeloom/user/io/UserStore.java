package io.tapeloom.user.io;

import io.tapeloom.user.Email;
import io.tapeloom.user.Role;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Rows of people. */
final class UserStore {
  static final String BY_EMAIL = "SELECT * FROM app_user WHERE email = $1";
  static final String BY_ID = "SELECT * FROM app_user WHERE id = $1";
  static final String LOCK = "SELECT * FROM app_user WHERE id = $1 FOR UPDATE";

  /** Held to the end of the transaction: two admins who demote each other wait, not deadlock. */
  static final String ALONE = "SELECT pg_advisory_xact_lock(7264519085)";

  static final String ANY_ADMIN =
      "SELECT EXISTS (SELECT FROM app_user WHERE role = 'admin') AS any_admin";
  static final String ADD =
      """
      INSERT INTO app_user (email, password_hash, role, created_ms, last_login_ms)
      VALUES ($1, $2, $3, $4, $4) RETURNING *
      """;
  static final String LOGGED_IN = "UPDATE app_user SET last_login_ms = $2 WHERE id = $1";
  static final String PASSWORD = "UPDATE app_user SET password_hash = $2 WHERE id = $1";
  static final String REHASH =
      "UPDATE app_user SET password_hash = $3 WHERE id = $1 AND password_hash = $2";
  static final String ROLE = "UPDATE app_user SET role = $2 WHERE id = $1";
  static final String BANNED = "UPDATE app_user SET banned_ms = $2 WHERE id = $1";

  /** Admins who could still let somebody in; locked, so that two do not each leave the other. */
  static final String ADMINS =
      "SELECT id FROM app_user WHERE role = 'admin' AND banned_ms IS NULL ORDER BY id FOR UPDATE";

  static final String LIST =
      """
      SELECT u.*, (SELECT count(*) FROM session s WHERE s.user_id = u.id
        AND s.revoked_ms IS NULL AND s.expires_ms > $3) AS sessions
      FROM app_user u WHERE $1::bigint IS NULL OR u.id > $1 ORDER BY u.id LIMIT $2
      """;

  private final SqlClient client;

  UserStore(SqlClient client) {
    this.client = client;
  }

  /** A person and how many logins they have. */
  record Listed(UserRow user, long sessions) {}

  Future<Optional<UserRow>> byEmail(Email email) {
    return one(BY_EMAIL, Tuple.of(email.text()));
  }

  Future<Optional<UserRow>> byId(long id) {
    return one(BY_ID, Tuple.of(id));
  }

  /** One change of people at a time. */
  Future<Void> alone() {
    return client.preparedQuery(ALONE).execute().mapEmpty();
  }

  /** The same, and nobody else changes the row until the transaction ends. */
  Future<Optional<UserRow>> lock(long id) {
    return one(LOCK, Tuple.of(id));
  }

  private Future<Optional<UserRow>> one(String sql, Tuple arguments) {
    return client
        .preparedQuery(sql)
        .execute(arguments)
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).findFirst().map(UserRow::of));
  }

  Future<Boolean> anyAdmin() {
    return client
        .preparedQuery(ANY_ADMIN)
        .execute()
        .map(rows -> rows.iterator().next().getBoolean("any_admin"));
  }

  Future<UserRow> add(Email email, String passwordHash, Role role, long nowMs) {
    return one(ADD, Tuple.of(email.text(), passwordHash, role.code(), nowMs))
        .map(Optional::orElseThrow);
  }

  Future<Void> loggedIn(long id, long nowMs) {
    return run(LOGGED_IN, Tuple.of(id, nowMs));
  }

  Future<Void> password(long id, String hash) {
    return run(PASSWORD, Tuple.of(id, hash));
  }

  /** Replaces a hash by one of today's cost, unless the password was changed meanwhile. */
  Future<Void> rehash(UserRow user, String hash) {
    return run(REHASH, Tuple.of(user.id(), user.passwordHash(), hash));
  }

  Future<Void> role(long id, Role role) {
    return run(ROLE, Tuple.of(id, role.code()));
  }

  Future<Void> banned(long id, Optional<Long> sinceMs) {
    return run(BANNED, Tuple.of(id, sinceMs.orElse(null)));
  }

  private Future<Void> run(String sql, Tuple arguments) {
    return client.preparedQuery(sql).execute(arguments).mapEmpty();
  }

  /** Ids of admins who are not banned. */
  Future<List<Long>> admins() {
    return client
        .preparedQuery(ADMINS)
        .execute()
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false).map(r -> r.getLong("id")).toList());
  }

  Future<List<Listed>> list(Optional<Long> after, int limit, long nowMs) {
    return client
        .preparedQuery(LIST)
        .execute(Tuple.of(after.orElse(null), limit, nowMs))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(this::listed).toList());
  }

  private Listed listed(Row row) {
    return new Listed(UserRow.of(row), row.getLong("sessions"));
  }
}
