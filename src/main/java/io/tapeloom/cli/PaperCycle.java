package io.tapeloom.cli;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Side;
import io.tapeloom.trade.CycleKey;
import io.tapeloom.trade.PaperEvent.Closed;
import io.tapeloom.trade.PaperEvent.EntryFilled;
import io.tapeloom.trade.PaperEvent.Tp1Filled;
import io.tapeloom.trade.PaperFill;
import java.util.Optional;

/**
 * One paper trade of a replay, to be compared with the ledger of the run it repeats.
 *
 * @param feePaid fees up to now
 * @param closed how it ended; absent while it is open
 */
public record PaperCycle(
    CycleKey key, Side side, PaperFill entry, Fixed feePaid, Optional<Closed> closed) {
  static PaperCycle opened(EntryFilled event) {
    PaperFill fill = event.fill();
    return new PaperCycle(event.cycle(), event.side(), fill, fill.feeUsdt(), Optional.empty());
  }

  PaperCycle after(Tp1Filled event) {
    return new PaperCycle(key, side, entry, feePaid.plus(event.fill().feeUsdt()), closed);
  }

  PaperCycle after(Closed event) {
    return new PaperCycle(key, side, entry, event.feesUsdt(), Optional.of(event));
  }

  /** One line of NDJSON, its LF included; decimals are strings, null is not yet known. */
  public String line() {
    return String.join(
        ",",
        "{\"strategy\":\"" + key.strategy() + "\"",
        "\"t\":" + key.t(),
        "\"side\":\"" + side + "\"",
        "\"qty\":\"" + entry.qty() + "\"",
        "\"entry_price\":\"" + entry.price() + "\"",
        "\"entry_time\":" + entry.timeMs(),
        "\"exit_price\":" + text(closed.map(Closed::exitPrice)),
        "\"exit_time\":" + closed.map(c -> "" + c.fill().timeMs()).orElse("null"),
        "\"status\":\"" + closed.map(c -> c.status().code()).orElse("open") + "\"",
        "\"pnl_r\":" + text(closed.map(Closed::pnlR)),
        "\"pnl\":" + text(closed.map(Closed::pnlUsdt)),
        "\"fee\":\"" + feePaid + "\"}\n");
  }

  private static String text(Optional<Fixed> value) {
    return value.map(v -> "\"" + v + "\"").orElse("null");
  }
}
