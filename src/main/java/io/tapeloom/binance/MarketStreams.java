package io.tapeloom.binance;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Market;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.MarketEvent;
import io.tapeloom.net.Backoff;
import io.tapeloom.net.ReconnectingSocket;
import io.tapeloom.net.SocketLine;
import io.tapeloom.net.SocketSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/**
 * The market streams of one instrument: aggregate trades and, on USD-M, the mark price. Before a
 * connection reaches the exchange's age limit a second one is made, and the first is closed only
 * when the second overlaps it by trade id; the listener sees each trade of the overlap twice.
 */
public final class MarketStreams implements ReconnectingSocket.Listener {
  /** Who wants the events. */
  public interface Listener {
    /** A connection is up where there was none. */
    void up();

    /** One event, as it came: order and completeness are for {@code Continuity} to see. */
    void event(MarketEvent event);

    /** No connection is left, and why. */
    void down(String why);
  }

  private static final long OVERLAP_MS = 10_000;
  private static final long ACK_MS = 5_000;
  private static final Backoff BACKOFF = new Backoff(500, 30_000);

  private final Vertx vertx;
  private final Instrument instrument;
  private final ExchangeSettings settings;
  private final Listener listener;
  private final FrameDecoder decoder;
  private final ReconnectingSocket socket;
  private int oldLine;
  private int newLine;
  private long oldLastId = -1;
  private long newFirstId = -1;
  private boolean acknowledged;
  private boolean stopping;

  /**
   * Streams at rest. {@code speed} is how fast market time runs, {@code chance} spreads retries.
   */
  public MarketStreams(
      Vertx vertx,
      ExchangeSettings settings,
      Instrument instrument,
      double speed,
      RandomGenerator chance,
      Listener listener) {
    this.vertx = vertx;
    this.settings = settings;
    this.instrument = instrument;
    this.listener = listener;
    this.decoder = new FrameDecoder(List.of(instrument));
    SocketSettings socketSettings =
        new SocketSettings(
            base() + path(),
            settings.watchdogMs(instrument, speed),
            settings.connectionLifeMs(),
            OVERLAP_MS,
            BACKOFF,
            settings.outbound());
    this.socket = new ReconnectingSocket(vertx, socketSettings, chance, this);
  }

  private String base() {
    ExchangeUrls urls = settings.urls();
    return instrument.market() == Market.SPOT ? urls.spotStreams() : urls.usdmMarket();
  }

  private String path() {
    return settings.subscribeByMessage() ? "/ws" : "/stream?streams=" + String.join("/", streams());
  }

  private List<String> streams() {
    String symbol = instrument.symbol().name().toLowerCase(Locale.ROOT);
    return instrument.market() == Market.SPOT
        ? List.of(symbol + "@aggTrade")
        : List.of(symbol + "@aggTrade", symbol + "@markPrice@1s");
  }

  /** Connects and keeps connected. */
  public void start() {
    socket.start();
  }

  /** Ends every connection. */
  public Future<Void> stop() {
    stopping = true;
    return socket.stop();
  }

  /** Gives the connections up, because trades exist that they did not bring. */
  public void reconnect(String why) {
    socket.reconnect(why);
  }

  /** True while at least one connection is up. */
  public boolean isUp() {
    return socket.openLines() > 0;
  }

  /** What became of the frames so far. */
  public FrameDecoder decoder() {
    return decoder;
  }

  @Override
  public void opened(SocketLine line) {
    oldLine = newLine;
    newLine = line.number();
    oldLastId = -1;
    newFirstId = -1;
    if (settings.subscribeByMessage()) {
      subscribe(line);
    }
    if (socket.openLines() == 1) {
      listener.up();
    }
  }

  /** One message for all streams: far below the exchange's limit of messages a second. */
  private void subscribe(SocketLine line) {
    acknowledged = false;
    JsonObject message =
        new JsonObject()
            .put("method", "SUBSCRIBE")
            .put("params", new JsonArray(streams()))
            .put("id", line.number());
    line.send(message.encode());
    vertx.setTimer(ACK_MS, _ -> checkAcknowledged(line));
  }

  private void checkAcknowledged(SocketLine line) {
    if (!acknowledged && line.number() == newLine) {
      socket.reconnect("the subscription was not acknowledged");
    }
  }

  @Override
  public void message(SocketLine line, Buffer message) {
    Decoded decoded = decoder.decode(message, event -> pass(line, event));
    switch (decoded) {
      case Decoded.Kind.REPLY -> acknowledged = true;
      case Decoded.Kind.REJECTED ->
          socket.reconnect("the subscription was refused: " + MarketRest.shown(message));
      case Decoded.Kind.SHUTDOWN -> socket.renew();
      case Decoded.Kind.EVENT, Decoded.Kind.OTHER -> {
        // handed on already, or of no interest
      }
      case Decoded.Refused _ -> {
        // counted by the decoder; the collector reports the count
      }
    }
  }

  private void pass(SocketLine line, MarketEvent event) {
    listener.event(event);
    if (event instanceof AggTrade trade && socket.openLines() > 1) {
      overlap(line, trade.aggId());
    }
  }

  private void overlap(SocketLine line, long id) {
    if (line.number() == oldLine) {
      oldLastId = Math.max(oldLastId, id);
    } else if (newFirstId < 0) {
      newFirstId = id;
    }
    if (newFirstId >= 0 && oldLastId >= newFirstId - 1) {
      socket.handOver(newLine);
    }
  }

  @Override
  public void closed(SocketLine line, String why) {
    if (socket.openLines() == 0 && !stopping) {
      listener.down(why);
    }
  }
}
