package io.tapeloom.binance;

import io.tapeloom.binance.Decoded.Reason;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.market.AggTrade;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** Reads a page of aggregate trades from its bytes; a backfill reads hundreds of them. */
final class TradePage {
  private final Members m = new Members();
  private final Instrument instrument;

  private TradePage(Instrument instrument) {
    this.instrument = instrument;
  }

  /**
   * The trades of a page.
   *
   * @throws IllegalArgumentException naming the field at fault
   */
  static List<AggTrade> read(Instrument instrument, Buffer page) {
    return new TradePage(instrument).read(page);
  }

  private List<AggTrade> read(Buffer page) {
    int length = page.length();
    byte[] bytes = new byte[length + 8];
    page.getBytes(0, length, bytes, 0);
    m.start(bytes, 0);
    List<AggTrade> trades = new ArrayList<>(1_000);
    m.space();
    boolean read = m.expect('[') && items(trades);
    if (!read || m.failed() || m.at != length) {
      m.fail(Reason.MALFORMED, "");
      throw new IllegalArgumentException(
          "page of trades: " + m.refused() + " in trade " + trades.size() + ", byte " + m.at);
    }
    return trades;
  }

  private boolean items(List<AggTrade> trades) {
    if (m.bytes[m.at] == ']') {
      return end();
    }
    boolean more = true;
    while (more) {
      if (!item(trades)) {
        return false;
      }
      more = m.bytes[m.at] == ',';
      if (more) {
        m.expect(',');
      }
    }
    return end();
  }

  private boolean end() {
    return m.expect(']');
  }

  private boolean item(List<AggTrade> trades) {
    if (m.bytes[m.at] != '{' || !m.object(false)) {
      return m.fail(Reason.MALFORMED, "");
    }
    m.space();
    AggTrade trade =
        new AggTrade(
            instrument,
            m.count('a'),
            m.positiveE8('p'),
            m.positiveE8('q'),
            m.count('f'),
            m.count('l'),
            m.count('T'),
            m.bool('m'));
    if (trade.lastId() < trade.firstId()) {
      m.fail(Reason.INCONSISTENT, "l");
    }
    if (!trades.isEmpty() && trade.aggId() <= trades.getLast().aggId()) {
      m.fail(Reason.INCONSISTENT, "a");
    }
    return !m.failed() && trades.add(trade);
  }
}
