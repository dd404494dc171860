package io.tapeloom.binance;

import io.tapeloom.binance.answer.Catalogue;
import io.tapeloom.binance.answer.StreamEvent;
import io.tapeloom.binance.answer.StreamEvents;
import io.tapeloom.binance.wire.Malformed;
import io.tapeloom.kernel.Market;
import io.tapeloom.net.Backoff;
import io.tapeloom.net.SocketSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Any market streams of both markets as typed events: each stream goes to a connection of its
 * market and root, and a root with many streams gets several. Calls from one thread at a time.
 */
public final class MarketFeeds {
  /** Who wants the events. */
  public interface Listener {
    /** A connection of that market is up where there was none. */
    void up(Market market);

    /** One event; it may come twice while a connection is replaced. */
    void event(Market market, String stream, StreamEvent event);

    /** A frame was thrown away, and why; the catalogue counts them. */
    void refused(Malformed fault);

    /** A connection of that market is gone and no other carries its streams. */
    void down(Market market, String why);
  }

  private static final long OVERLAP_MS = 10_000;
  private static final Backoff BACKOFF = new Backoff(500, 30_000);

  private final Vertx vertx;
  private final ExchangeSettings settings;
  private final StreamEvents events;
  private final RandomGenerator chance;
  private final Listener listener;
  private final Map<String, List<Carried>> byBase = new LinkedHashMap<>();

  /** A connection and what it carries; each is only itself, whatever it carries. */
  private static final class Carried {
    private final StreamFeed feed;
    private final TreeSet<StreamName> names = new TreeSet<>();

    Carried(StreamFeed feed) {
      this.feed = feed;
    }
  }

  /** Streams of that exchange; {@code chance} spreads retries. */
  public MarketFeeds(
      Vertx vertx,
      ExchangeSettings settings,
      Catalogue catalogue,
      RandomGenerator chance,
      Listener listener) {
    this.vertx = vertx;
    this.settings = settings;
    this.events = new StreamEvents(catalogue);
    this.chance = chance;
    this.listener = listener;
  }

  /** Asks for streams; those that are asked for already stay as they are. */
  public void subscribe(Collection<StreamName> names) {
    Map<Carried, List<StreamName>> fresh = new LinkedHashMap<>();
    for (StreamName name : new TreeSet<>(names)) {
      if (carrier(name) == null) {
        Carried carried = room(name);
        carried.names.add(name);
        fresh.computeIfAbsent(carried, _ -> new ArrayList<>()).add(name);
      }
    }
    fresh.forEach((carried, added) -> carried.feed.subscribe(added));
  }

  /** Ends streams. */
  public void unsubscribe(Collection<StreamName> names) {
    for (StreamName name : new TreeSet<>(names)) {
      Carried carried = carrier(name);
      if (carried != null) {
        carried.names.remove(name);
        carried.feed.unsubscribe(List.of(name));
      }
    }
  }

  private Carried carrier(StreamName name) {
    return byBase.getOrDefault(name.base(settings.urls()), List.of()).stream()
        .filter(carried -> carried.names.contains(name))
        .findFirst()
        .orElse(null);
  }

  private Carried room(StreamName name) {
    String base = name.base(settings.urls());
    List<Carried> all = byBase.computeIfAbsent(base, _ -> new ArrayList<>());
    return all.stream()
        .filter(carried -> carried.names.size() < StreamFeed.MOST)
        .findFirst()
        .orElseGet(() -> open(name.market(), base, all));
  }

  private Carried open(Market market, String base, List<Carried> all) {
    SocketSettings socket =
        new SocketSettings(
            base + "/stream",
            settings.calmWatchdogMs(),
            settings.connectionLifeMs(),
            OVERLAP_MS,
            BACKOFF,
            settings.outbound());
    StreamFeed feed = new StreamFeed(vertx, market, socket, events, chance, listener);
    Carried carried = new Carried(feed);
    all.add(carried);
    feed.start();
    return carried;
  }

  /** Connections by root. */
  public Map<String, Integer> connections() {
    Map<String, Integer> counts = new TreeMap<>();
    byBase.forEach((base, all) -> counts.put(base, all.size()));
    return counts;
  }

  /** Ends every connection. */
  public Future<Void> stop() {
    List<Future<Void>> all =
        byBase.values().stream().flatMap(List::stream).map(c -> c.feed.stop()).toList();
    byBase.clear();
    return Future.all(all).mapEmpty();
  }
}
