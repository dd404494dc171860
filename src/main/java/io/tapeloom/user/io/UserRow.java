package io.tapeloom.user.io;

import io.tapeloom.user.Caller;
import io.tapeloom.user.Role;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.Optional;

/** A person with what only the door needs to know. */
record UserRow(
    long id,
    String email,
    String passwordHash,
    Role role,
    boolean banned,
    long createdMs,
    Optional<Long> lastLoginMs) {

  static UserRow of(Row row) {
    return new UserRow(
        row.getLong("id"),
        row.getString("email"),
        row.getString("password_hash"),
        Role.find(row.getString("role")).orElseThrow(),
        row.getLong("banned_ms") != null,
        row.getLong("created_ms"),
        Optional.ofNullable(row.getLong("last_login_ms")));
  }

  Caller.Person person() {
    return new Caller.Person(id, email, role);
  }

  /** Name in the audit log and of the caller. */
  String name() {
    return "user:" + id;
  }

  JsonObject brief() {
    return new JsonObject().put("id", id).put("email", email).put("role", role.code());
  }

  @Override
  public String toString() {
    return name();
  }
}
