package io.tapeloom.market.io;

import io.tapeloom.kernel.Decimals;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.market.AggTrade;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Reads data.binance.vision aggTrades rows, {@code
 * agg_trade_id,price,quantity,first_trade_id,last_trade_id,transact_time,is_buyer_maker[,is_best_match]},
 * with or without that header, times in ms or µs (told by their magnitude, one unit per file). The
 * bytes are walked by hand because a day of one symbol has millions of rows; whatever the fast walk
 * does not know goes to the slow one, which explains itself.
 */
final class TapeFileCsv {
  private static final String[] FIELDS = {
    "agg_trade_id",
    "price",
    "quantity",
    "first_trade_id",
    "last_trade_id",
    "transact_time",
    "is_buyer_maker",
    "is_best_match"
  };
  private static final int ID = 0;
  private static final int PRICE = 1;
  private static final int QTY = 2;
  private static final int FIRST = 3;
  private static final int LAST = 4;
  private static final int TIME = 5;
  private static final int MAKER = 6;
  private static final int BEST = 7;
  private static final int MAX_DIGITS = 18;
  private static final long[] POWERS = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
  };

  /** A wrong time must not seal every boundary of the years up to it. */
  private static final long LEAP_MS = 366 * 86_400_000L;

  private final Instrument instrument;
  private final TapeFileBlocks blocks;
  private final TapeFileTime time = new TapeFileTime();
  private final byte[] bytes;
  private int at;
  private long line;
  private long beforeMs = -1;

  TapeFileCsv(Instrument instrument, TapeFileBlocks blocks) {
    this.instrument = instrument;
    this.blocks = blocks;
    this.bytes = blocks.bytes();
  }

  /** Reads every row; the first block is already there. */
  void read(Consumer<AggTrade> out) throws IOException {
    skipHeader();
    do {
      int end = blocks.end();
      while (at < end) {
        line++;
        out.accept(row());
      }
      at = 0;
    } while (blocks.next(line + 1));
  }

  private void skipHeader() {
    int end = 0;
    while (bytes[end] != '\n') {
      end++;
    }
    String first = new String(bytes, 0, Math.min(end, 200), StandardCharsets.ISO_8859_1).strip();
    if (first.startsWith(FIELDS[ID])) {
      String all = String.join(",", FIELDS);
      if (!first.equals(all) && !(first + "," + FIELDS[BEST]).equals(all)) {
        throw TapeFileMalformed.at(blocks.file(), 1, "header", all, first);
      }
      at = end + 1;
      line = 1;
    }
  }

  private AggTrade row() {
    long id = whole(ID);
    long priceE8 = amount(PRICE);
    long qtyE8 = amount(QTY);
    long firstId = whole(FIRST);
    int lastAt = at;
    long lastId = whole(LAST);
    if (lastId < firstId) {
      throw refuse(LAST, lastAt, "at least first_trade_id " + firstId);
    }
    long timeMs = timeMs();
    boolean maker = flag(MAKER);
    endOfRow();
    return new AggTrade(instrument, id, priceE8, qtyE8, firstId, lastId, timeMs, maker);
  }

  private long whole(int field) {
    int start = at;
    int i = start;
    long value = 0;
    int digit;
    while ((digit = bytes[i] - '0') >= 0 && digit <= 9) {
      value = value * 10 + digit;
      i++;
    }
    if (bytes[i] != ',' || i == start || i - start > MAX_DIGITS) {
      boolean last = i > start && (bytes[i] == '\n' || bytes[i] == '\r');
      throw refuse(
          field, start, last ? "more columns behind it" : "a whole number of at most 18 digits");
    }
    at = i + 1;
    return value;
  }

  private long timeMs() {
    int start = at;
    long value = whole(TIME);
    long timeMs = time.toMs(value);
    if (timeMs < 0) {
      throw refuse(TIME, start, time.expected());
    }
    if (beforeMs >= 0 && Math.abs(timeMs - beforeMs) > LEAP_MS) {
      throw refuse(TIME, start, "at most 366 days from the row before");
    }
    beforeMs = timeMs;
    return timeMs;
  }

  /** A positive decimal in 1e-8: at most 10 digits before and 8 behind the point go fast. */
  private long amount(int field) {
    int start = at;
    int i = start;
    long value = 0;
    int digit;
    while ((digit = bytes[i] - '0') >= 0 && digit <= 9) {
      value = value * 10 + digit;
      i++;
    }
    int whole = i - start;
    int decimals = 0;
    if (bytes[i] == '.') {
      int point = i++;
      while ((digit = bytes[i] - '0') >= 0 && digit <= 9) {
        value = value * 10 + digit;
        i++;
      }
      decimals = i - point - 1;
    }
    if (bytes[i] != ',' || whole == 0 || whole > 10 || decimals > 8 || value == 0) {
      return slowAmount(field);
    }
    at = i + 1;
    return value * POWERS[8 - decimals];
  }

  private long slowAmount(int field) {
    int start = at;
    String text = text(start);
    long value;
    try {
      value = Decimals.parseE8(text);
    } catch (IllegalArgumentException refused) {
      throw refuse(field, start, refused.getMessage().replaceAll("^expected |, got .*$", ""));
    }
    if (value <= 0 || bytes[start + text.length()] != ',') {
      throw refuse(field, start, "a decimal above 0 and then a comma");
    }
    at = start + text.length() + 1;
    return value;
  }

  private boolean flag(int field) {
    int i = at;
    boolean yes = (bytes[i] | 0x20) == 't';
    int end = i + (yes ? 4 : 5);
    boolean named =
        end < blocks.end()
            && (yes
                ? bytes[i + 1] == 'r' && bytes[i + 2] == 'u' && bytes[i + 3] == 'e'
                : (bytes[i] | 0x20) == 'f'
                    && bytes[i + 1] == 'a'
                    && bytes[i + 2] == 'l'
                    && bytes[i + 3] == 's'
                    && bytes[i + 4] == 'e');
    if (!named || (bytes[end] != ',' && bytes[end] != '\n' && bytes[end] != '\r')) {
      throw refuse(field, i, "true or false");
    }
    at = end;
    return yes;
  }

  private void endOfRow() {
    if (bytes[at] == ',') {
      at++;
      flag(BEST);
    }
    if (bytes[at] == '\r') {
      at++;
    }
    if (bytes[at] != '\n') {
      throw refuse(BEST, at, "the end of the line after 7 or 8 columns");
    }
    at++;
  }

  private TapeFileMalformed refuse(int field, int start, String expected) {
    return TapeFileMalformed.at(blocks.file(), line, FIELDS[field], expected, text(start));
  }

  /** The field that starts there, up to a comma or the end of the line. */
  private String text(int start) {
    int end = start;
    while (bytes[end] != ',' && bytes[end] != '\n' && bytes[end] != '\r') {
      end++;
    }
    return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
  }
}
