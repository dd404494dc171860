package io.tapeloom.binance.answer;

import io.tapeloom.binance.wire.Shape;
import io.tapeloom.kernel.Market;
import java.util.ArrayList;
import java.util.List;

/** What USD-M streams. */
public final class UsdmEvents {
  /** {@code forceOrder}. */
  public static final Reply<StreamEvent.ForceOrder> FORCE_ORDER =
      Reply.stream(Market.USDM, "forceOrder", Shape.of(StreamEvent.ForceOrder.class));

  private UsdmEvents() {}

  /** Every answer, by channel and name. */
  public static List<Reply<?>> all() {
    List<Reply<?>> all = new ArrayList<>(List.of(FORCE_ORDER));
    all.addAll(stream());
    return List.copyOf(all);
  }

  private static List<Reply<?>> stream() {
    return List.of(
        event("aggTrade", Shape.of(StreamEvent.AggregateTrade.class)),
        event("trade", Shape.of(StreamEvent.Trade.class)),
        event("depthUpdate", Shape.of(StreamEvent.DepthUpdate.class)),
        event("kline", Shape.of(StreamEvent.Kline.class)),
        event("24hrTicker", Shape.of(StreamEvent.Ticker.class).oneOrMore()),
        event("24hrMiniTicker", Shape.of(StreamEvent.MiniTicker.class).oneOrMore()),
        event("bookTicker", Shape.of(StreamEvent.BookTop.class)),
        event("markPriceUpdate", Shape.of(StreamEvent.MarkPrice.class).oneOrMore()),
        event("continuous_kline", Shape.of(StreamEvent.ContinuousKline.class)),
        event("assetIndexUpdate", Shape.of(StreamEvent.AssetIndex.class).oneOrMore()),
        event("compositeIndex", Shape.of(StreamEvent.CompositeIndex.class)),
        event("contractInfo", Shape.of(StreamEvent.ContractInfo.class)),
        event("EquityUpdate", Shape.of(StreamEvent.TradingSession.class)));
  }

  private static <T> Reply<T> event(String name, Shape<T> shape) {
    return Reply.stream(Market.USDM, name, shape);
  }
}
