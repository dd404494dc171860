package io.tapeloom.sim.io.market;

import io.tapeloom.market.AggTrade;
import io.tapeloom.sim.Listing;
import java.util.List;

/** Trades of a tape as the rows of aggTrades. */
public final class TapeRows {
  private TapeRows() {}

  /** A JSON array of them, times in ms. */
  public static String json(Listing listing, List<AggTrade> trades) {
    Json out = new Json().openArray();
    trades.forEach(trade -> TradeCalls.row(out, listing, trade, trade.timeMs()));
    return out.closeArray().toString();
  }
}
