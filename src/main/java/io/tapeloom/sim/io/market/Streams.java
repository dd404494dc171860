package io.tapeloom.sim.io.market;

import io.tapeloom.kernel.Market;
import io.tapeloom.sim.io.Topic;
import io.tapeloom.sim.io.Topics;
import java.util.Locale;

/** Finds the streams of symbols by their official names. */
record Streams(Topics topics) {
  Topic of(Market market, String name) {
    return topics.of(market, name);
  }

  /** A symbol's stream such as {@code btcusdt@aggTrade}. */
  Topic of(Board board, String kind) {
    return topics.of(board.market(), board.name().toLowerCase(Locale.ROOT) + "@" + kind);
  }

  /** A contract's stream such as {@code btcusdt_perpetual@continuousKline_1m}. */
  Topic ofContract(Board board, String kind) {
    String pair = board.name().toLowerCase(Locale.ROOT);
    return topics.of(board.market(), pair + "_perpetual@" + kind);
  }
}
