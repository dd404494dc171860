package io.tapeloom.binance.answer;

import io.tapeloom.binance.wire.Shape;
import io.tapeloom.kernel.Market;
import java.util.ArrayList;
import java.util.List;

/** What the spot market streams. */
public final class SpotEvents {
  /** {@code partialDepth}. */
  public static final Reply<StreamEvent.PartialBook> PARTIAL_DEPTH =
      Reply.stream(Market.SPOT, "partialDepth", Shape.of(StreamEvent.PartialBook.class));

  private SpotEvents() {}

  /** Every answer, by channel and name. */
  public static List<Reply<?>> all() {
    List<Reply<?>> all = new ArrayList<>(List.of(PARTIAL_DEPTH));
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
        event("avgPrice", Shape.of(StreamEvent.AveragePrice.class)),
        event("blockTrade", Shape.of(StreamEvent.BlockTrade.class)),
        event("referencePrice", Shape.of(StreamEvent.ReferencePrice.class)),
        event("1hTicker", Shape.of(StreamEvent.Ticker.class).oneOrMore()),
        event("4hTicker", Shape.of(StreamEvent.Ticker.class).oneOrMore()),
        event("1dTicker", Shape.of(StreamEvent.Ticker.class).oneOrMore()));
  }

  private static <T> Reply<T> event(String name, Shape<T> shape) {
    return Reply.stream(Market.SPOT, name, shape);
  }
}
