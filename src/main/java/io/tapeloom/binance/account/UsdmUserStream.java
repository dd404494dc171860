package io.tapeloom.binance.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeloom.binance.answer.UsdmAccount;
import io.tapeloom.binance.answer.UsdmReplies;
import io.tapeloom.binance.answer.UserEvent;
import io.tapeloom.binance.answer.UserEvents;
import io.tapeloom.binance.wire.Json;
import io.tapeloom.binance.wire.Malformed;
import io.tapeloom.kernel.Market;
import io.tapeloom.ledger.Refusal.Ground;
import io.tapeloom.ledger.SendOutcome;
import io.tapeloom.net.Backoff;
import io.tapeloom.net.ReconnectingSocket;
import io.tapeloom.net.SocketLine;
import io.tapeloom.net.SocketSettings;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.random.RandomGenerator;

/**
 * The USD-M account's events by listen key: made by REST, extended in time, made anew when it
 * expires, when the exchange does not know it, or when it cannot be extended. A key that somebody
 * else deleted gives nothing but silence, so silence is asked about.
 */
public final class UsdmUserStream implements UserStream, ReconnectingSocket.Listener {
  private static final long OVERLAP_MS = 5_000;
  private static final long AGAIN_MS = 2_000;
  private static final Backoff BACKOFF = new Backoff(500, 30_000);

  private final Vertx vertx;
  private final Context context;
  private final String base;
  private final UserStreamTimes times;
  private final AccountRest rest;
  private final RandomGenerator chance;
  private final UserFeed feed;
  private ReconnectingSocket socket;
  private ReconnectingSocket retired;
  private String key = "";
  private boolean making;
  private boolean keeping;
  private boolean stopped;
  private long keepTimer = -1;
  private long watchTimer = -1;
  private volatile boolean live;

  /** The stream of that account, at rest; {@code base} is the root of private streams. */
  public UsdmUserStream(
      Vertx vertx,
      String base,
      UserStreamTimes times,
      AccountRest rest,
      UserEvents events,
      RandomGenerator chance,
      UserStream.Listener listener) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.base = base;
    this.times = times;
    this.rest = rest;
    this.chance = chance;
    this.feed = new UserFeed(Market.USDM, events, rest.clock(), listener);
  }

  @Override
  public void start() {
    context.runOnContext(
        _ -> {
          keepTimer = vertx.setPeriodic(times.keepMs(), _ -> keep());
          long tickMs = Math.max(10, times.silenceMs() / 4);
          watchTimer = vertx.setPeriodic(tickMs, _ -> watch());
          make("the stream begins");
        });
  }

  @Override
  public Future<Void> stop() {
    Promise<Void> done = Promise.promise();
    context.runOnContext(
        _ -> {
          stopped = true;
          live = false;
          vertx.cancelTimer(keepTimer);
          vertx.cancelTimer(watchTimer);
          retire(null);
          Future<Void> closed = socket == null ? Future.succeededFuture() : socket.stop();
          closed.onComplete(done);
        });
    return done.future();
  }

  @Override
  public boolean live() {
    return live;
  }

  @Override
  public long lagMs() {
    return feed.lagMs();
  }

  /** A key, new or the one that is active, and a connection to it. */
  private void make(String why) {
    if (making || stopped) {
      return;
    }
    making = true;
    rest.send(Ask.named(UsdmReplies.LISTEN_KEY, Query.empty(), Cost.question(1)))
        .onSuccess(outcome -> context.runOnContext(_ -> made(why, outcome)));
  }

  private void made(String why, SendOutcome<UsdmAccount.ListenKey> outcome) {
    making = false;
    if (stopped) {
      return;
    }
    if (outcome instanceof SendOutcome.Accepted<UsdmAccount.ListenKey> given) {
      connect(given.answer().listenKey());
    } else {
      vertx.setTimer(AGAIN_MS, _ -> make(why));
    }
  }

  private void connect(String given) {
    ReconnectingSocket old = socket;
    boolean same = given.equals(key) && old != null;
    key = given;
    feed.heard();
    if (same) {
      old.reconnect("the same key again");
      return;
    }
    String url = base + "/ws?listenKey=" + Query.percentEncoded(given);
    SocketSettings settings =
        new SocketSettings(
            url, times.deadMs(), times.lifeMs(), OVERLAP_MS, BACKOFF, rest.outbound());
    socket = new ReconnectingSocket(vertx, settings, chance, this);
    socket.start();
    retire(old);
  }

  /** The old connection goes when the new one is up, and at once where an older one still waits. */
  private void retire(ReconnectingSocket old) {
    if (retired != null) {
      retired.stop();
    }
    retired = old;
  }

  /**
   * Extends the key; one that the exchange does not know is replaced. Once at a time: an outage
   * brings many reasons to ask and one answer serves them all.
   */
  private void keep() {
    if (keeping || stopped) {
      return;
    }
    if (key.isEmpty()) {
      make("there is no key");
      return;
    }
    keeping = true;
    rest.send(Ask.named(UsdmReplies.KEEP_KEY, Query.of("listenKey", key), Cost.question(1)))
        .onSuccess(outcome -> context.runOnContext(_ -> kept(outcome)));
  }

  private void kept(SendOutcome<UsdmAccount.KeptKey> outcome) {
    boolean dead =
        outcome instanceof SendOutcome.Rejected<UsdmAccount.KeptKey> no
            && no.refusal().ground() == Ground.NO_LISTEN_KEY;
    boolean other =
        outcome instanceof SendOutcome.Accepted<UsdmAccount.KeptKey> yes
            && yes.answer().listenKey().filter(found -> !found.equals(key)).isPresent();
    if (dead || other) {
      keeping = false;
      live = false;
      make("the exchange does not know the key");
    } else if (outcome instanceof SendOutcome.Accepted<?>) {
      keeping = false;
    } else {
      vertx.setTimer(AGAIN_MS, _ -> keepAgain());
    }
  }

  private void keepAgain() {
    keeping = false;
    keep();
  }

  /** Silence is no proof of peace. */
  private void watch() {
    if (live && feed.silentMs() > times.silenceMs()) {
      feed.heard();
      feed.gap("no event for " + times.silenceMs() + " ms");
      keep();
    }
  }

  @Override
  public void opened(SocketLine line) {
    retire(null);
    live = true;
    feed.heard();
    feed.gap("a new connection");
  }

  @Override
  public void message(SocketLine line, Buffer message) {
    JsonNode json;
    try {
      json = Json.read(message.getBytes());
    } catch (Malformed e) {
      feed.gap("a frame could not be read: " + e.getMessage());
      return;
    }
    JsonNode event = json.has("data") ? json.get("data") : json;
    if (feed.take(event).filter(UserEvent.KeyExpired.class::isInstance).isPresent()) {
      live = false;
      key = "";
      make("the key expired");
    }
  }

  @Override
  public void closed(SocketLine line, String why) {
    if (socket != null && socket.openLines() == 0) {
      live = false;
      if (!stopped && !why.equals("stopped")) {
        // The key may be why: asking for one gives the active one back and extends it.
        keep();
      }
    }
  }
}
