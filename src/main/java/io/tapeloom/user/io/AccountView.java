package io.tapeloom.user.io;

import io.tapeloom.pg.ListenBridge;
import io.tapeloom.pg.Watch;
import io.tapeloom.user.Caller;
import io.tapeloom.user.Role;
import io.tapeloom.user.Scope;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may come in now, in memory: every request and every open socket asks, and rows are too far
 * away for that. It is read again at each change, which PostgreSQL tells, and every second and a
 * half in case that word was lost.
 *
 * <p>While the database does not answer, what is known stays: nobody can be banned there either.
 */
final class AccountView {
  static final String USERS = "SELECT id, email, role, banned_ms FROM app_user";
  static final String SESSIONS =
      """
      SELECT id, user_id, expires_ms, stepped_up_until FROM session
      WHERE revoked_ms IS NULL AND expires_ms > $1
      """;
  static final String KEYS =
      """
      SELECT id, user_id, hash, scopes, expires_ms FROM api_key
      WHERE revoked_ms IS NULL AND (expires_ms IS NULL OR expires_ms > $1)
      """;

  private static final Logger LOG = LoggerFactory.getLogger(AccountView.class);
  private static final long LOOK_EACH_MS = 1_500;

  private final Pool pool;
  private final InstantSource clock;
  private volatile Known known = new Known(Map.of(), Map.of(), Map.of(), 0);
  private Optional<Promise<Void>> running = Optional.empty();
  private Optional<Promise<Void>> next = Optional.empty();

  /** One live login. */
  private record Session(long userId, long expiresMs, long steppedUpUntilMs) {}

  /** One live key. */
  private record Key(long id, long userId, List<Scope> scopes, long untilMs) {}

  /** One person. */
  private record User(Caller.Person person, boolean banned) {}

  private record Known(
      Map<Long, User> users, Map<Long, Session> sessions, Map<String, Key> keys, long newest) {}

  AccountView(Pool pool, InstantSource clock) {
    this.pool = pool;
    this.clock = clock;
  }

  /** Reads, and keeps reading. */
  Future<Void> keep(Vertx vertx, ListenBridge listen) {
    Watch watch = listen.watch("accounts_changed", this::look);
    long timer = vertx.setPeriodic(LOOK_EACH_MS, _ -> look());
    stop =
        () -> {
          watch.close();
          vertx.cancelTimer(timer);
        };
    return refresh();
  }

  private volatile Runnable stop = () -> {};

  void close() {
    stop.run();
  }

  private void look() {
    refresh().onFailure(e -> LOG.debug("accounts not read: {}", e.getMessage()));
  }

  /** Reads everything anew; what was committed before this call is known when it ends. */
  synchronized Future<Void> refresh() {
    if (running.isEmpty()) {
      Promise<Void> promise = Promise.promise();
      running = Optional.of(promise);
      load();
      return promise.future();
    }
    if (next.isEmpty()) {
      next = Optional.of(Promise.promise());
    }
    return next.get().future();
  }

  private void load() {
    Tuple now = Tuple.of(clock.millis());
    Future<RowSet<Row>> users = pool.preparedQuery(USERS).execute();
    Future<RowSet<Row>> sessions = pool.preparedQuery(SESSIONS).execute(now);
    Future<RowSet<Row>> keys = pool.preparedQuery(KEYS).execute(now);
    Future.join(users, sessions, keys)
        .onComplete(
            done -> {
              if (done.succeeded()) {
                known = known(users.result(), sessions.result(), keys.result());
              }
              finish(done.cause());
            });
  }

  private synchronized void finish(Throwable fault) {
    Promise<Void> done = running.orElseThrow();
    running = next;
    next = Optional.empty();
    if (running.isPresent()) {
      load();
    }
    if (fault == null) {
      done.complete();
    } else {
      done.fail(fault);
    }
  }

  private static Known known(RowSet<Row> users, RowSet<Row> sessions, RowSet<Row> keys) {
    Map<Long, User> people = new HashMap<>();
    users.forEach(row -> people.put(row.getLong("id"), user(row)));
    Map<Long, Session> logins = new HashMap<>();
    long newest = 0;
    for (Row row : sessions) {
      newest = Math.max(newest, row.getLong("id"));
      logins.put(
          row.getLong("id"),
          new Session(
              row.getLong("user_id"), row.getLong("expires_ms"), row.getLong("stepped_up_until")));
    }
    Map<String, Key> programs = new HashMap<>();
    keys.forEach(
        row -> programs.put(HexFormat.of().formatHex(row.getBuffer("hash").getBytes()), key(row)));
    return new Known(people, logins, programs, newest);
  }

  private static User user(Row row) {
    Role role = Role.find(row.getString("role")).orElseThrow();
    Caller.Person person = new Caller.Person(row.getLong("id"), row.getString("email"), role);
    return new User(person, row.getLong("banned_ms") != null);
  }

  private static Key key(Row row) {
    Long until = row.getLong("expires_ms");
    return new Key(
        row.getLong("id"),
        row.getLong("user_id"),
        KeyStore.scopes(row.getArrayOfStrings("scopes")),
        until == null ? Long.MAX_VALUE : until);
  }

  /** Who a login belongs to, if it stands. */
  Optional<Caller.Person> bySession(long sessionId) {
    Known now = known;
    return Optional.ofNullable(now.sessions().get(sessionId))
        .filter(session -> session.expiresMs() > clock.millis())
        .flatMap(session -> person(now, session.userId()));
  }

  /** True when a login is younger than what was read. */
  boolean isNews(long sessionId) {
    return sessionId > known.newest();
  }

  /** The program of a key, if both stand. */
  Optional<Caller.Program> byKey(String keyHash) {
    Known now = known;
    return Optional.ofNullable(now.keys().get(keyHash))
        .filter(key -> key.untilMs() > clock.millis())
        .flatMap(
            key ->
                person(now, key.userId())
                    .map(p -> new Caller.Program(p, key.id(), key.scopes(), key.untilMs())));
  }

  private static Optional<Caller.Person> person(Known now, long userId) {
    return Optional.ofNullable(now.users().get(userId))
        .filter(user -> !user.banned())
        .map(User::person);
  }

  /** True while that caller may go on: a changed role or scope counts as an end, too. */
  boolean stands(Caller caller) {
    return switch (caller) {
      case Caller.Anonymous _ -> true;
      case Caller.SignedIn signedIn ->
          signedIn.untilMs() > clock.millis()
              && bySession(signedIn.sessionId()).filter(signedIn.who()::equals).isPresent();
      case Caller.Program program ->
          known.keys().values().stream()
              .filter(key -> key.id() == program.keyId() && key.untilMs() > clock.millis())
              .filter(key -> key.scopes().equals(program.scopes()))
              .anyMatch(
                  key -> person(known, key.userId()).filter(program.owner()::equals).isPresent());
    };
  }

  /** Until when that caller's password counts as given again; 0 when it never was. */
  long steppedUpUntil(Caller caller) {
    return caller instanceof Caller.SignedIn signedIn
        ? Optional.ofNullable(known.sessions().get(signedIn.sessionId()))
            .map(Session::steppedUpUntilMs)
            .orElse(0L)
        : 0;
  }
}
