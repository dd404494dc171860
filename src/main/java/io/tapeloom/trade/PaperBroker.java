package io.tapeloom.trade;

import io.tapeloom.kernel.Side;
import io.tapeloom.market.AggTrade;
import io.tapeloom.market.InstrumentSpec;
import io.tapeloom.risk.RefusalReason;
import io.tapeloom.signal.ExitMultiples;
import io.tapeloom.trade.PaperEvent.NotOpened;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Paper fills of one instrument as a fold over decided boundaries and trades, so that they are the
 * same live, after a restart and in a replay, however late they are computed. An entry fills at the
 * first trade timed at or after its boundary plus the latency; exits are tested trade by trade in
 * id order. At one trade the open position's exits come first, then due entries, which close an
 * opposite position before they open. A decision only has to be handed in before the first trade
 * that could fill it; until then its exact place between trades makes no difference.
 */
public final class PaperBroker {
  private final Map<String, PaperBook> books = new TreeMap<>();
  private final PaperBook[] inOrder;

  /** A broker of one instrument for those strategies. */
  public PaperBroker(
      InstrumentSpec spec, PaperSettings settings, Map<String, ExitMultiples> rules) {
    PaperPricing pricing = new PaperPricing(spec, settings);
    rules.forEach((name, exits) -> books.put(name, new PaperBook(exits, pricing, settings)));
    this.inOrder = books.values().toArray(PaperBook[]::new);
  }

  /** An entry to make at the first trade timed at or after its boundary plus the latency. */
  public void decided(Intent intent, Consumer<PaperEvent> out) {
    Optional.ofNullable(books.get(intent.strategy()))
        .ifPresentOrElse(
            book -> book.decided(intent, out),
            () -> out.accept(new NotOpened(intent.cycle(), RefusalReason.UNKNOWN_PROFILE)));
  }

  /** Forgets the entry decided at that boundary, filled or not, without a trace. */
  public void refused(String strategy, long t) {
    Optional.ofNullable(books.get(strategy)).ifPresent(book -> book.refused(t));
  }

  /** The next trade in id order with its effective time. */
  public void on(long effectiveMs, AggTrade trade, Consumer<PaperEvent> out) {
    for (PaperBook book : inOrder) {
      if (!book.idle()) {
        book.on(effectiveMs, trade, out);
      }
    }
  }

  /** Side held or being entered by that strategy. */
  public Optional<Side> held(String strategy) {
    return Optional.ofNullable(books.get(strategy)).flatMap(PaperBook::held);
  }

  /** True while no trade could change anything: nothing is open and no entry waits. */
  public boolean idle() {
    for (PaperBook book : inOrder) {
      if (!book.idle()) {
        return false;
      }
    }
    return true;
  }
}
