package io.tapeloom.binance.answer;

import io.tapeloom.binance.wire.Shape;
import io.tapeloom.kernel.Market;
import java.util.ArrayList;
import java.util.List;

/** What the spot market streams. */
public final class SpotEvents {
  /** {@code partialDepth}. */
  public static final Reply<MarketFacts.Book> PARTIAL_DEPTH =
      Reply.stream(Market.SPOT, "partialDepth", Shape.of(MarketFacts.Book.class));

  private SpotEvents() {}

  /** Every answer, by channel and name. */
  public static List<Reply<?>> all() {
    List<Reply<?>> all = new ArrayList<>(List.of(PARTIAL_DEPTH));
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
        event("avgPrice", Shape.of(Streams.AveragePrice.class)),
        event("blockTrade", Shape.of(Streams.BlockTrade.class)),
        event("referencePrice", Shape.of(Streams.ReferencePrice.class)),
        event("1hTicker", Shape.of(Streams.Ticker.class).oneOrMore()),
        event("4hTicker", Shape.of(Streams.Ticker.class).oneOrMore()),
        event("1dTicker", Shape.of(Streams.Ticker.class).oneOrMore()));
  }

  private static <T> Reply<T> event(String name, Shape<T> shape) {
    return Reply.stream(Market.SPOT, name, shape);
  }
}
