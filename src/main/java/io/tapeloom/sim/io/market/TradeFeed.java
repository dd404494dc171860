package io.tapeloom.sim.io.market;

import io.tapeloom.kernel.Market;
import io.tapeloom.market.AggTrade;
import io.tapeloom.sim.Liquidations;
import io.tapeloom.sim.Listing;
import io.tapeloom.sim.RawTrades;
import io.tapeloom.sim.io.ForceOrders;
import io.tapeloom.sim.io.Topic;
import java.util.List;

/**
 * Puts one tape on the wire, every trade once its time has come: as aggregates, as single trades,
 * and where somebody was liquidated as forced orders.
 */
final class TradeFeed implements Feed {
  private static final int MOST_PER_TURN = 20_000;

  private final Board board;
  private final Listing listing;
  private final boolean spot;
  private final Json out = new Json();
  private final Topic aggregates;
  private final Topic trades;
  private final ForceOrders forced;
  private final Topic forcedOrders;
  private final Topic allForcedOrders;
  private final Liquidations liquidations;
  private long nextId;

  TradeFeed(Board board, Streams streams, ForceOrders forced, long nowMs) {
    this.board = board;
    this.listing = board.listing();
    this.spot = board.market() == Market.SPOT;
    this.aggregates = streams.of(board, "aggTrade");
    this.trades = streams.of(board, "trade");
    this.forced = forced;
    this.forcedOrders = streams.of(board, "forceOrder");
    this.allForcedOrders = streams.of(board.market(), "!forceOrder@arr");
    this.liquidations = new Liquidations(board.tape());
    this.nextId = board.tape().newestId(nowMs).orElse(0) + 1;
  }

  @Override
  public void turn(long nowMs) {
    if (!aggregates.wanted() && !trades.wanted() && !liquidations()) {
      nextId = Math.max(nextId, board.tape().newestId(nowMs).orElse(0) + 1);
      return;
    }
    List<AggTrade> due = board.tape().fromId(nextId, MOST_PER_TURN, nowMs);
    for (AggTrade trade : due) {
      send(trade, Math.max(nowMs, trade.timeMs()));
      nextId = trade.aggId() + 1;
    }
  }

  private boolean liquidations() {
    return forcedOrders.wanted() || allForcedOrders.wanted();
  }

  /** A liquidation order that this trade filled. */
  private String forced(AggTrade trade, long eventMs) {
    String side = trade.buyerMaker() ? "SELL" : "BUY";
    int decimals = listing.qtyDecimals();
    out.clear().open().text("e", "forceOrder").number("E", eventMs).name("o").open();
    out.text("s", listing.name()).text("S", side).text("o", "LIMIT").text("f", "IOC");
    out.decimal("q", trade.qtyE8(), decimals);
    out.decimal("p", trade.priceE8(), listing.priceDecimals());
    out.decimal("ap", trade.priceE8(), listing.priceDecimals()).text("X", "FILLED");
    out.decimal("l", trade.qtyE8(), decimals).decimal("z", trade.qtyE8(), decimals);
    out.number("T", trade.timeMs()).close();
    return out.text("ps", listing.name()).number("st", 1).close().toString();
  }

  private void send(AggTrade trade, long eventMs) {
    if (trades.wanted()) {
      RawTrades.of(listing, trade).forEach(raw -> trades.publish(single(raw, eventMs)));
    }
    if (aggregates.wanted()) {
      aggregates.publish(aggregate(trade, eventMs));
    }
    if (!spot && liquidations() && liquidations.has(trade)) {
      forced.publish(board.name(), trade.timeMs(), forced(trade, eventMs));
    }
  }

  private byte[] aggregate(AggTrade trade, long eventMs) {
    out.clear().open().text("e", "aggTrade").number("E", eventMs).text("s", listing.name());
    out.number("a", trade.aggId()).decimal("p", trade.priceE8(), listing.priceDecimals());
    out.decimal("q", trade.qtyE8(), listing.qtyDecimals());
    if (!spot) {
      out.decimal("nq", trade.qtyE8(), listing.qtyDecimals());
    }
    out.number("f", trade.firstId()).number("l", trade.lastId()).number("T", trade.timeMs());
    out.flag("m", trade.buyerMaker());
    return (spot ? out.flag("M", true) : out.number("st", 1)).close().bytes();
  }

  private byte[] single(RawTrades.Raw raw, long eventMs) {
    out.clear().open().text("e", "trade").number("E", eventMs);
    if (!spot) {
      out.number("T", raw.timeMs());
    }
    out.text("s", listing.name()).number("t", raw.id());
    out.decimal("p", raw.priceE8(), listing.priceDecimals());
    out.decimal("q", raw.qtyE8(), listing.qtyDecimals());
    if (spot) {
      out.number("T", raw.timeMs()).flag("m", raw.buyerMaker()).flag("M", true);
    } else {
      out.text("X", "MARKET").flag("m", raw.buyerMaker()).number("st", 1);
    }
    return out.close().bytes();
  }
}
