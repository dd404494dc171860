package io.tapeloom.sim.usdm;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tapeloom.kernel.Decimals;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Market;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.MarkPrice;
import io.tapeloom.sim.Listing;
import io.tapeloom.sim.RecordedTape;
import io.tapeloom.sim.Refused;
import io.tapeloom.sim.book.LevelSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.function.Executable;

/**
 * A market that does exactly what a test says: quotes around a middle that changes at named
 * moments, trades where a test puts them, and a mark price of its own.
 */
final class Scene {
  /** 2026-03-01 00:00 UTC, a funding moment. */
  static final long START = 1_772_323_200_000L;

  static final int ME = 1;
  static final int OTHER = 2;
  static final int LEVELS = 40;

  final Listing listing;
  final TreeMap<Long, Long> middles = new TreeMap<>();
  final TreeMap<Long, Long> marks = new TreeMap<>();
  final TreeMap<Long, Long> rates = new TreeMap<>();
  final List<AggTrade> trades = new ArrayList<>();
  final List<UsdmEvent> events = new ArrayList<>();
  long levelSteps = 1_000;
  OptionalLong bnbE8 = OptionalLong.empty();

  Scene(Listing listing) {
    this.listing = listing;
  }

  /** BTCUSDT around 10,000.0 with a tick of 0.1 and a step of 0.001. */
  static Scene btc() {
    Scene scene = new Scene(listing("BTC", 10_000_000L, 2, 100_000L, 3));
    scene.middle(0, "10000");
    return scene;
  }

  static Listing listing(String base, long tickE8, int decimals, long stepE8, int qtyDecimals) {
    Instrument instrument = Instrument.of(Market.USDM, base + "USDT");
    return new Listing(instrument, base, tickE8, decimals, stepE8, qtyDecimals);
  }

  static long e8(String decimal) {
    return Decimals.parseE8(decimal);
  }

  /** From then on the best bid is a tick below and the best ask a tick above; so is the mark. */
  Scene middle(long afterMs, String price) {
    middles.put(START + afterMs, e8(price) / listing.tickE8());
    return mark(afterMs, price);
  }

  Scene mark(long afterMs, String price) {
    marks.put(START + afterMs, e8(price));
    return this;
  }

  Scene rate(long afterMs, String rate) {
    rates.put(START + afterMs, e8(rate));
    return this;
  }

  /** A trade of the tape. */
  Scene trade(long afterMs, String price, String quantity, boolean takerBuys) {
    trades.add(
        new AggTrade(
            listing.instrument(),
            trades.size() + 2,
            e8(price),
            e8(quantity),
            trades.size() + 2,
            trades.size() + 2,
            START + afterMs,
            !takerBuys));
    return this;
  }

  UsdmMarket market() {
    List<AggTrade> tape = new ArrayList<>();
    long price = middles.firstEntry().getValue() * listing.tickE8();
    tape.add(
        new AggTrade(
            listing.instrument(), 1, price, listing.stepE8(), 1, 1, START - 60_000, false));
    tape.addAll(trades);
    return new UsdmMarket(
        UsdmRules.of(listing), new RecordedTape(listing, tape), this::ladder, this::markAt);
  }

  private void ladder(long slotMs, LevelSink bids, LevelSink asks) {
    long middle = middles.floorEntry(Math.max(START, slotMs)).getValue();
    for (int i = 1; i <= LEVELS; i++) {
      bids.level(middle - i, levelSteps);
    }
    for (int i = 1; i <= LEVELS; i++) {
      asks.level(middle + i, levelSteps);
    }
  }

  private Optional<MarkPrice> markAt(long nowMs) {
    long markE8 = marks.floorEntry(Math.max(START, nowMs)).getValue();
    long rateE8 = rates.isEmpty() ? 0 : rates.floorEntry(Math.max(START, nowMs)).getValue();
    return Optional.of(new MarkPrice(listing.instrument(), markE8, markE8, rateE8, nowMs, nowMs));
  }

  /** A desk with this market alone and one account of 10,000 USDT. */
  UsdmDesk desk() {
    return desk(List.of(this));
  }

  UsdmDesk desk(List<Scene> scenes) {
    UsdmDesk desk =
        new UsdmDesk(scenes.stream().map(Scene::market).toList(), now -> bnbE8, events::add, START);
    desk.open(ME, new TreeMap<>(Map.of("USDT", e8("10000"))), START);
    return desk;
  }

  String name() {
    return listing.name();
  }

  /** The code with which a command is refused. */
  static int code(Executable command) {
    return assertThrows(Refused.class, command).code();
  }

  /** What was told, kind by kind: executions of orders, statuses of conditional orders. */
  List<String> told() {
    List<String> told = new ArrayList<>();
    for (UsdmEvent event : events) {
      switch (event) {
        case UsdmEvent.OrderChanged o -> told.add(o.execution() + " " + o.order().status());
        case UsdmEvent.AlgoChanged a -> told.add("algo " + a.algo().status());
        case UsdmEvent.AccountChanged a -> told.add("account " + a.reason());
        case UsdmEvent.LeverageChanged l -> told.add("leverage " + l.leverage());
        case UsdmEvent.MarginCalled m -> told.add("margin call");
        case UsdmEvent.Liquidated l -> told.add("liquidated");
      }
    }
    events.clear();
    return told;
  }
}
