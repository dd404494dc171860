package io.tapeloom.gateway.ws;

import io.tapeloom.bus.Bus;
import io.tapeloom.net.MarketClock;
import io.tapeloom.user.Caller;
import io.tapeloom.user.Role;
import io.tapeloom.web.Gatekeeper;
import io.tapeloom.web.Problem;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** The public WebSocket protocol at {@code /ws/*}: opens sockets, watches them, closes them. */
public final class MarketSockets {
  private static final long QUOTES_MS = 10_000;
  private final Vertx vertx;
  private final MarketClock clock;
  private final Gatekeeper gatekeeper;
  private final WsSupply supply;
  private final MarketFeed feed;
  private final Hub hub;
  private final Desk desk;
  private final Guests guests;

  /** Sockets on the caller's event loop, which also hears the bus for them. */
  public MarketSockets(
      Vertx vertx, Bus bus, MarketClock clock, Gatekeeper gatekeeper, WsSupply supply) {
    this.vertx = vertx;
    this.clock = clock;
    this.gatekeeper = gatekeeper;
    this.supply = supply;
    Catalogue catalogue = new Catalogue(supply.specs());
    feed = new MarketFeed(catalogue.all(), supply.rows(), clock::millis);
    hub = new Hub(new LoopTicker(vertx), clock::millis, supply.meters(), supply.limits(), feed);
    desk = new Desk(catalogue, feed, supply.rows(), hub, clock::millis, supply.limits());
    guests = new Guests(supply.meters(), supply.limits().socketsPerCaller());
    feed.whenChanged(hub::changed);
    feed.listen(bus);
  }

  /** Real time of one event loop. */
  private record LoopTicker(Vertx vertx) implements Hub.Ticker {
    @Override
    public long nowMs() {
      return System.nanoTime() / 1_000_000;
    }

    @Override
    public void after(long ms, Runnable task) {
      vertx.setTimer(ms, _ -> task.run());
    }
  }

  /** Serves the three addresses; what they need of the request is its head only. */
  public void mount(Router router) {
    Handshake handshake = new Handshake(gatekeeper, guests);
    router.route("/ws/market").handler(c -> enter(handshake, c, Session.Kind.MARKET, Role.VIEWER));
    router
        .route("/ws/trading")
        .handler(c -> enter(handshake, c, Session.Kind.TRADING, Role.TRADER));
    router
        .route("/ws/market/status")
        .handler(c -> enter(handshake, c, Session.Kind.STATUS, Role.VIEWER));
    router.route("/ws*").handler(c -> c.fail(Problem.notFound("no such socket").refusal()));
    WsLimits limits = supply.limits();
    vertx.setPeriodic(limits.standsMs(), _ -> checkCallers());
    vertx.setPeriodic(limits.pingMs(), _ -> pingAll());
    vertx.setPeriodic(limits.statusMs(), _ -> sayStatus());
    vertx.setPeriodic(0, QUOTES_MS, _ -> feed.completeQuotes());
  }

  private void enter(Handshake handshake, RoutingContext context, Session.Kind kind, Role role) {
    handshake.open(context, role, (opened, caller) -> opened(opened, caller, kind));
  }

  private void opened(Handshake.Opened opened, Caller caller, Session.Kind kind) {
    ServerWebSocket socket = opened.socket();
    Session session = new Session(vertx, opened, caller, kind, supply.meters());
    Subscriber subscriber = hub.subscriber(session);
    Conversation talk =
        new Conversation(
            session, subscriber, desk, clock::millis, supply.meters(), supply.limits());
    session.heard(nowMs());
    guests.opened(session, subscriber);
    socket.pongHandler(_ -> session.heard(nowMs()));
    socket.textMessageHandler(
        text -> {
          session.heard(nowMs());
          talk.text(text);
        });
    socket.binaryMessageHandler(
        _ -> {
          session.heard(nowMs());
          talk.binary();
        });
    socket.exceptionHandler(
        _ -> {
          if (!socket.isClosed()) {
            session.drop(Drop.FRAME);
          }
        });
    socket.closeHandler(
        _ -> {
          hub.leave(subscriber);
          guests.closed(session);
        });
    if (kind == Session.Kind.STATUS) {
      session.reply(status());
    }
  }

  private static long nowMs() {
    return System.nanoTime() / 1_000_000;
  }

  /** Bans and ends of logins reach sockets that are open. */
  private void checkCallers() {
    for (Session session : guests.all()) {
      if (!gatekeeper.stands(session.caller())) {
        session.drop(Drop.ENDED);
      }
    }
  }

  private void pingAll() {
    long silentSinceMs = nowMs() - supply.limits().deadMs();
    for (Session session : guests.all()) {
      if (session.heardMs() < silentSinceMs) {
        session.drop(Drop.DEAD);
      } else {
        session.ping();
      }
    }
  }

  private void sayStatus() {
    String frame = status();
    for (Session session : guests.all()) {
      if (session.kind() == Session.Kind.STATUS && session.ready()) {
        session.reply(frame);
      }
    }
  }

  private String status() {
    long nowMs = clock.millis();
    JsonObject metrics =
        new JsonObject()
            .put("active_connections", guests.count())
            .put("total_subscriptions", hub.subscriptions())
            .put("unique_symbols", hub.symbols())
            .put("exchange_subscriptions", supply.exchangeStreams().getAsInt());
    JsonObject data = new JsonObject().put("metrics", metrics).put("timestamp", nowMs);
    return Replies.frame("status_update", Optional.empty(), nowMs, data.encode());
  }
}
