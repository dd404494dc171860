package io.tapeloom.bench;

import io.tapeloom.kernel.Decimals;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.market.AggTrade;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.SplittableRandom;

/**
 * A made-up tape with the shape of a busy real one, because speed depends on it: some thirty trades
 * a second in bursts, prices that walk in ticks of 0.1, quantities in steps of 0.001 whose sizes
 * spread over four decades. The same seed gives the same tape.
 */
final class TapeCsv implements Iterator<AggTrade> {
  private static final long START_MS = 1_767_225_600_000L;
  private static final long TICK_E8 = 10_000_000;
  private static final long STEP_E8 = 100_000;

  private final Instrument instrument;
  private final SplittableRandom random;
  private final long rows;
  private long id;
  private long tradeId = 5_000_000_000L;
  private long ticks = 639_439;
  private long timeMs = START_MS;

  TapeCsv(Instrument instrument, long seed, long rows) {
    this.instrument = instrument;
    this.random = new SplittableRandom(seed);
    this.rows = rows;
  }

  @Override
  public boolean hasNext() {
    return id < rows;
  }

  @Override
  public AggTrade next() {
    id++;
    timeMs += random.nextInt(4) == 0 ? random.nextInt(240) : 0;
    ticks += random.nextInt(3) == 0 ? random.nextInt(5) - 2 : 0;
    long steps = 1 + random.nextInt(1 << random.nextInt(14));
    long firstId = tradeId + 1;
    tradeId += 1 + random.nextInt(3);
    boolean buyerMaker = random.nextBoolean();
    return new AggTrade(
        instrument, id, ticks * TICK_E8, steps * STEP_E8, firstId, tradeId, timeMs, buyerMaker);
  }

  /** Writes the tape as the exchange's daily files are written. */
  void writeTo(Path file) throws IOException {
    StringBuilder row = new StringBuilder(128);
    byte[] bytes = new byte[256];
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      out.write(
          "agg_trade_id,price,quantity,first_trade_id,last_trade_id,transact_time,is_buyer_maker\n"
              .getBytes(StandardCharsets.US_ASCII));
      while (hasNext()) {
        row.setLength(0);
        append(row, next());
        for (int i = 0; i < row.length(); i++) {
          bytes[i] = (byte) row.charAt(i);
        }
        out.write(bytes, 0, row.length());
      }
    }
  }

  private static void append(StringBuilder row, AggTrade trade) {
    row.append(trade.aggId()).append(',');
    padded(row, trade.priceE8(), 2);
    row.append(',');
    padded(row, trade.qtyE8(), 3);
    row.append(',').append(trade.firstId()).append(',').append(trade.lastId());
    row.append(',').append(trade.timeMs()).append(',').append(trade.buyerMaker()).append('\n');
  }

  /** The exchange writes all decimals of a column, zeros included. */
  private static void padded(StringBuilder row, long e8, int decimals) {
    int start = row.length();
    Decimals.append(row, e8);
    int point = row.indexOf(".", start);
    if (point < 0) {
      point = row.length();
      row.append('.');
    }
    row.repeat('0', decimals - (row.length() - point - 1));
  }
}
