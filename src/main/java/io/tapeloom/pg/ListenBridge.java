package io.tapeloom.pg;

import io.tapeloom.bus.Bus;
import io.tapeloom.bus.Channels;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgNotification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings PostgreSQL's notifications onto the bus, and wakes those who must look at a table.
 *
 * <p>A notification says "look", nothing more: those sent while the session was away are lost. So
 * every watcher is also woken at each (re)connection and every five seconds. A session that answers
 * two heartbeats late is given up, even where its socket still seems open.
 */
public final class ListenBridge {
  private static final Logger LOG = LoggerFactory.getLogger(ListenBridge.class);
  private static final String HEARTBEAT = "tapeloom_hb";

  private final Vertx vertx;
  private final Database database;
  private final Bus bus;
  private final long heartbeatMs;
  private final Context context;
  private final String self = UUID.randomUUID().toString();
  private final Map<String, List<Watch>> channels = new TreeMap<>();
  private final Promise<Void> firstConnection = Promise.promise();
  private Optional<PgConnection> session = Optional.empty();
  private int failures;
  private int missedBeats;
  private long timer = -1;
  private boolean stopped;
  private volatile boolean connected;

  /** A bridge over one session of its own; nothing happens before {@link #start()}. */
  public ListenBridge(Vertx vertx, Database database, Bus bus) {
    this(vertx, database, bus, 5_000);
  }

  ListenBridge(Vertx vertx, Database database, Bus bus, long heartbeatMs) {
    this.vertx = vertx;
    this.database = database;
    this.bus = bus;
    this.heartbeatMs = heartbeatMs;
    this.context = vertx.getOrCreateContext();
  }

  /** Connects, and again and again until it succeeds; the future ends at the first success. */
  public Future<Void> start() {
    context.runOnContext(
        v -> {
          timer = vertx.setPeriodic(heartbeatMs, id -> beat());
          connect();
        });
    return firstConnection.future();
  }

  /** Ends the session, waiting a second at most; no watcher is woken any more. */
  public Future<Void> stop() {
    Promise<Void> done = Promise.promise();
    context.runOnContext(
        v -> {
          stopped = true;
          vertx.cancelTimer(timer);
          channels.values().forEach(watches -> List.copyOf(watches).forEach(Watch::close));
          close().onComplete(closed -> done.tryComplete());
          vertx.setTimer(1_000, id -> done.tryComplete());
        });
    return done.future();
  }

  /** Whether notifications arrive at present. */
  public boolean connected() {
    return connected;
  }

  /** Publishes a channel's notifications as {@code db.{channel}}. */
  public void listen(String channel) {
    String name = checked(channel);
    context.runOnContext(v -> register(name));
  }

  /**
   * Calls {@code look} on the caller's context now, at each notification of the channel, at each
   * reconnection, and every five seconds. Calls that would follow on one another are one call.
   */
  public Watch watch(String channel, Runnable look) {
    String name = checked(channel);
    Watch watch = new Watch(vertx, look);
    context.runOnContext(
        v -> {
          List<Watch> watches = register(name);
          watches.removeIf(Watch::closed);
          watches.add(watch);
        });
    watch.wake();
    return watch;
  }

  private List<Watch> register(String channel) {
    List<Watch> known = channels.get(channel);
    if (known != null) {
      return known;
    }
    List<Watch> watches = new ArrayList<>();
    channels.put(channel, watches);
    session.ifPresent(
        live ->
            live.query("LISTEN " + channel)
                .execute()
                .onSuccess(done -> wake(channel))
                .onFailure(e -> lost(live, e.getMessage())));
    return watches;
  }

  private void connect() {
    if (stopped) {
      return;
    }
    PgConnection.connect(vertx, database.connectOptions("listen", Map.of()))
        .onSuccess(this::listenToAll)
        .onFailure(e -> retry(e.getMessage()));
  }

  private void listenToAll(PgConnection fresh) {
    String all =
        channels.keySet().stream()
            .map(channel -> "; LISTEN " + channel)
            .collect(Collectors.joining());
    session = Optional.of(fresh);
    fresh.notificationHandler(this::onNotification);
    fresh.exceptionHandler(e -> LOG.debug("listening session: {}", e.getMessage()));
    fresh.closeHandler(v -> lost(fresh, "the session was closed"));
    fresh
        .query("LISTEN " + HEARTBEAT + all)
        .execute()
        .onSuccess(done -> onConnected())
        .onFailure(e -> lost(fresh, e.getMessage()));
  }

  private void onConnected() {
    failures = 0;
    missedBeats = 0;
    connected = true;
    channels.keySet().forEach(this::wake);
    firstConnection.tryComplete();
  }

  private void onNotification(PgNotification notification) {
    if (!notification.getChannel().equals(HEARTBEAT)) {
      bus.publish(Channels.db(notification.getChannel()), notification.getPayload());
      wake(notification.getChannel());
    } else if (notification.getPayload().equals(self)) {
      missedBeats = 0;
    }
  }

  private void wake(String channel) {
    channels.getOrDefault(channel, List.of()).forEach(Watch::wake);
  }

  private void beat() {
    channels.values().forEach(watches -> watches.forEach(Watch::wake));
    session.ifPresent(
        live -> {
          if (missedBeats >= 2) {
            lost(live, "two heartbeats missed");
            return;
          }
          missedBeats++;
          live.query("NOTIFY " + HEARTBEAT + ", '" + self + "'")
              .execute()
              .onFailure(e -> lost(live, e.getMessage()));
        });
  }

  private void lost(PgConnection gone, String why) {
    if (session.filter(live -> live == gone).isPresent()) {
      close();
      retry(why);
    }
  }

  private Future<Void> close() {
    Future<Void> closing = session.map(PgConnection::close).orElse(Future.succeededFuture());
    session = Optional.empty();
    connected = false;
    return closing;
  }

  private void retry(String why) {
    if (stopped) {
      return;
    }
    long delayMs = Math.min(5_000, 100L << Math.min(failures, 6));
    failures++;
    LOG.warn("no notifications from {}: {}; again in {} ms", database, why, delayMs);
    vertx.setTimer(delayMs, id -> connect());
  }

  private static String checked(String channel) {
    if (!channel.matches("[a-z_][a-z0-9_]{0,62}")) {
      throw new IllegalArgumentException(
          "channel: expected lower-case letters, digits and _, got \"" + channel + "\"");
    }
    return channel;
  }
}
