package io.tapeloom.sim.io;

import io.tapeloom.kernel.Decimals;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Market;
import io.tapeloom.market.AggTrade;
import io.tapeloom.sim.Listing;
import io.tapeloom.sim.RecordedTape;
import io.tapeloom.sim.TradeJoin;
import java.util.ArrayList;
import java.util.List;

/**
 * Collects one symbol's trades and the grid that they were written on. Where there are aggregates
 * they are the tape and raw trades beside them are left out; otherwise the raw trades are joined.
 */
final class TapeReader {
  private static final List<String> QUOTES = List.of("USDT", "USDC", "BUSD", "BTC", "ETH", "BNB");

  private final Instrument instrument;
  private final TradeJoin join;
  private final List<AggTrade> aggregates = new ArrayList<>();
  private long lastRawId = -1;
  private final Grid prices = new Grid();
  private final Grid quantities = new Grid();

  TapeReader(String symbol) {
    instrument = Instrument.of(Market.USDM, symbol);
    join = new TradeJoin(instrument);
  }

  /** Decimals seen so far. */
  private static final class Grid {
    private int written;
    private int significant;

    void see(String text) {
      int dot = text.indexOf('.');
      if (dot < 0) {
        return;
      }
      written = Math.max(written, text.length() - dot - 1);
      int end = text.length();
      while (text.charAt(end - 1) == '0') {
        end--;
      }
      significant = Math.max(significant, end - dot - 1);
    }

    long unitE8() {
      long unit = 100_000_000L;
      for (int i = 0; i < significant; i++) {
        unit /= 10;
      }
      return unit;
    }
  }

  /** A raw trade; one that came before, as after a reconnect, is passed over. */
  void raw(RecordedFrame.Raw raw) throws MalformedLine {
    if (raw.id() <= lastRawId) {
      return;
    }
    lastRawId = raw.id();
    long priceE8 = e8(prices, raw.price());
    long qtyE8 = e8(quantities, raw.qty());
    join.add(raw.id(), priceE8, qtyE8, raw.timeMs(), raw.buyerMaker());
  }

  /** An aggregate of a stream; one that came before is passed over. */
  void frame(RecordedFrame.Aggregate row) throws MalformedLine {
    if (aggregates.isEmpty() || row.id() > aggregates.getLast().aggId()) {
      aggregate(row);
    }
  }

  /** An aggregate of a file, whose ids must ascend. */
  void aggregate(RecordedFrame.Aggregate row) throws MalformedLine {
    if (!aggregates.isEmpty() && row.id() <= aggregates.getLast().aggId()) {
      throw new MalformedLine("an id above " + aggregates.getLast().aggId(), row.id());
    }
    aggregates.add(
        new AggTrade(
            instrument,
            row.id(),
            e8(prices, row.price()),
            e8(quantities, row.qty()),
            row.firstId(),
            row.lastId(),
            row.timeMs(),
            row.buyerMaker()));
  }

  private static long e8(Grid grid, String text) throws MalformedLine {
    try {
      long value = Decimals.parseE8(text);
      if (value <= 0) {
        throw new MalformedLine("a price or quantity above 0", text);
      }
      grid.see(text);
      return value;
    } catch (IllegalArgumentException e) {
      throw new MalformedLine("a decimal price and quantity", text);
    }
  }

  RecordedTape tape() {
    return new RecordedTape(listing(), aggregates.isEmpty() ? join.finish() : aggregates);
  }

  private Listing listing() {
    String name = instrument.symbol().name();
    String base =
        QUOTES.stream()
            .filter(name::endsWith)
            .findFirst()
            .map(quote -> name.substring(0, name.length() - quote.length()))
            .orElse(name);
    return new Listing(
        instrument, base, prices.unitE8(), prices.written, quantities.unitE8(), quantities.written);
  }
}
