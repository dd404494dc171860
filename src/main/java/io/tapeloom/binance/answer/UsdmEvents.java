package io.tapeloom.binance.answer;

import io.tapeloom.binance.wire.Shape;
import io.tapeloom.kernel.Market;
import java.util.ArrayList;
import java.util.List;

/** What USD-M streams. */
public final class UsdmEvents {
  /** {@code forceOrder}. */
  public static final Reply<Streams.ForceOrder> FORCE_ORDER =
      Reply.stream(Market.USDM, "forceOrder", Shape.of(Streams.ForceOrder.class));

  private UsdmEvents() {}

  /** Every answer, by channel and name. */
  public static List<Reply<?>> all() {
    List<Reply<?>> all = new ArrayList<>(List.of(FORCE_ORDER));
    all.addAll(stream());
    return List.copyOf(all);
  }

  private static List<Reply<?>> stream() {
    return List.of(
        event("aggTrade", Shape.of(Streams.AggregateTrade.class)),
        event("trade", Shape.of(Streams.Trade.class)),
        event("depthUpdate", Shape.of(Streams.DepthUpdate.class)),
        event("kline", Shape.of(Streams.Kline.class)),
        event("24hrTicker", Shape.of(Streams.Ticker.class).oneOrMore()),
        event("24hrMiniTicker", Shape.of(Streams.MiniTicker.class).oneOrMore()),
        event("bookTicker", Shape.of(Streams.BookTop.class)),
        event("markPriceUpdate", Shape.of(Streams.MarkPrice.class).oneOrMore()),
        event("continuous_kline", Shape.of(Streams.ContinuousKline.class)),
        event("assetIndexUpdate", Shape.of(Streams.AssetIndex.class).oneOrMore()),
        event("compositeIndex", Shape.of(Streams.CompositeIndex.class)),
        event("contractInfo", Shape.of(Streams.ContractInfo.class)),
        event("EquityUpdate", Shape.of(Streams.TradingSession.class)));
  }

  private static <T> Reply<T> event(String name, Shape<T> shape) {
    return Reply.stream(Market.USDM, name, shape);
  }
}
