package io.tapeloom.trade;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Market;
import io.tapeloom.kernel.Side;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.InstrumentSpec;
import io.tapeloom.signal.ExitMultiples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A hand-written tape of one instrument and a broker that walks it. */
final class PaperTape {
  static final Instrument BTC = Instrument.of(Market.USDM, "BTCUSDT");
  static final String V51 = "v51_baseline";
  static final ExitMultiples RULES = new ExitMultiples(fixed("2"), fixed("1.5"), fixed("3"));
  static final InstrumentSpec GRID = spec(fixed("0.1"), fixed("0.001"));
  static final long T0 = 1_767_225_600_000L;

  private final PaperBroker broker;
  private final List<PaperEvent> events = new ArrayList<>();
  private long id = 100;

  PaperTape(InstrumentSpec grid) {
    this.broker = new PaperBroker(grid, PaperSettings.DEFAULT, Map.of(V51, RULES));
  }

  static InstrumentSpec spec(Fixed tick, Fixed step) {
    return new InstrumentSpec(BTC, tick.e8(), step.e8());
  }

  static Fixed fixed(String text) {
    return Fixed.parse(text);
  }

  static Intent intent(long afterMs, Side side, String atr) {
    return new Intent(V51, T0 + afterMs, side, fixed(atr), fixed("1000"), 80);
  }

  static AggTrade trade(long id, long timeMs, Fixed price) {
    return new AggTrade(BTC, id, price.e8(), 1_000_000, id, id, timeMs, false);
  }

  PaperTape decided(long afterMs, Side side, String atr) {
    broker.decided(intent(afterMs, side, atr), events::add);
    return this;
  }

  /** The next trade, so many ms after the first boundary. */
  PaperTape trade(long afterMs, String price) {
    broker.on(T0 + afterMs, trade(id++, T0 + afterMs, fixed(price)), events::add);
    return this;
  }

  PaperBroker broker() {
    return broker;
  }

  List<PaperEvent> events() {
    return events;
  }

  <E extends PaperEvent> List<E> events(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  PaperEvent.Closed closed() {
    return events(PaperEvent.Closed.class).getFirst();
  }
}
