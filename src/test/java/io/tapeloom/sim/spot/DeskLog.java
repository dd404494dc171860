package io.tapeloom.sim.spot;

import io.tapeloom.kernel.Decimals;
import io.tapeloom.sim.spot.SpotEvent.BalanceChange;
import io.tapeloom.sim.spot.SpotEvent.Balances;
import io.tapeloom.sim.spot.SpotEvent.ListReport;
import io.tapeloom.sim.spot.SpotEvent.OrderReport;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What a desk said, one short line for each event; orders by their client id. */
final class DeskLog implements Consumer<SpotEvent> {
  final List<SpotEvent> events = new ArrayList<>();
  private int read;

  @Override
  public void accept(SpotEvent event) {
    events.add(event);
  }

  /** The lines since the last call, without balances. */
  List<String> fresh() {
    List<String> lines =
        events.subList(read, events.size()).stream()
            .filter(e -> !(e instanceof Balances))
            .map(DeskLog::line)
            .toList();
    read = events.size();
    return lines;
  }

  static String line(SpotEvent event) {
    return switch (event) {
      case OrderReport r -> r.timeMs() + " " + order(r);
      case Balances b -> b.timeMs() + " balances " + b.holdings();
      case BalanceChange c ->
          c.timeMs() + " moved " + Decimals.format(c.deltaE8()) + " " + c.asset();
      case ListReport l -> l.timeMs() + " list " + l.list().contingency() + " " + l.list().status();
    };
  }

  private static String order(OrderReport r) {
    String line = r.order().clientOrderId() + " " + r.type() + " " + r.order().status();
    if (r.type() == ExecutionType.TRADE) {
      line +=
          " %s @ %s fee %s %s %s"
              .formatted(
                  Decimals.format(r.last().qtyE8()),
                  Decimals.format(r.last().priceE8()),
                  Decimals.format(r.last().feeE8()),
                  r.last().feeAsset(),
                  r.last().maker() ? "maker" : "taker");
    }
    return r.order().expiry() == ExpiryReason.NONE ? line : line + " " + r.order().expiry();
  }
}
