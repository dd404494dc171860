package io.tapeloom.gateway.ws;

import io.netty.buffer.ByteBuf;

/** The quote of one symbol; only the newest one counts. */
final class QuoteTopic extends Topic {
  private final QuoteBoard board;

  QuoteTopic(SubscriptionKey key, QuoteBoard board) {
    super(key);
    this.board = board;
  }

  @Override
  boolean everyFrameCounts() {
    return false;
  }

  @Override
  boolean known() {
    return true;
  }

  @Override
  int drain(PushText text, ByteBuf out) {
    return newest(text, out);
  }

  @Override
  int newest(PushText text, ByteBuf out) {
    board.json(text.begin(key(), "quote"));
    text.end(out);
    return 1;
  }
}
