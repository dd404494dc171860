package io.tapeloom.sim.io;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;

/** One line of a recording, with prices and quantities still as they were written. */
sealed interface RecordedFrame {
  /** Times above this are microseconds. */
  long LATEST_MS = 100_000_000_000_000L;

  /** A frame of no interest here. */
  record Other() implements RecordedFrame {}

  /** A raw trade of the market (never an insurance-fund or ADL print). */
  record Raw(String symbol, long id, String price, String qty, long timeMs, boolean buyerMaker)
      implements RecordedFrame {}

  /** An aggregate as the exchange made it. */
  record Aggregate(
      String symbol,
      long id,
      String price,
      String qty,
      long firstId,
      long lastId,
      long timeMs,
      boolean buyerMaker)
      implements RecordedFrame {}

  /** Reads a stream frame, combined or bare. */
  static RecordedFrame of(String json) throws MalformedLine {
    if (!json.contains("\"e\":\"trade\"") && !json.contains("\"e\":\"aggTrade\"")) {
      return new Other();
    }
    try {
      JsonObject frame = new JsonObject(json);
      return ofData(frame.getJsonObject("data", frame));
    } catch (DecodeException | ClassCastException | NullPointerException e) {
      throw new MalformedLine("a trade frame", json);
    }
  }

  private static RecordedFrame ofData(JsonObject data) {
    if (data.getString("e").equals("aggTrade")) {
      return new Aggregate(
          data.getString("s"),
          data.getLong("a"),
          data.getString("p"),
          data.getString("q"),
          data.getLong("f"),
          data.getLong("l"),
          data.getLong("T"),
          data.getBoolean("m"));
    }
    if (!data.getString("X", "MARKET").equals("MARKET")) {
      return new Other();
    }
    return new Raw(
        data.getString("s"),
        data.getLong("t"),
        data.getString("p"),
        data.getString("q"),
        data.getLong("T"),
        data.getBoolean("m"));
  }

  /** Reads a row of a data.binance.vision aggTrades file. */
  static Aggregate ofRow(String symbol, String[] fields) throws MalformedLine {
    if (fields.length < 7) {
      throw new MalformedLine("7 or 8 fields", fields.length);
    }
    try {
      long time = Long.parseLong(fields[5]);
      return new Aggregate(
          symbol,
          Long.parseLong(fields[0]),
          fields[1],
          fields[2],
          Long.parseLong(fields[3]),
          Long.parseLong(fields[4]),
          time > LATEST_MS ? time / 1000 : time,
          yes(fields[6]));
    } catch (NumberFormatException e) {
      throw new MalformedLine("whole numbers for ids and time", String.join(",", fields));
    }
  }

  private static boolean yes(String text) throws MalformedLine {
    if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
      return Boolean.parseBoolean(text);
    }
    throw new MalformedLine("is_buyer_maker true or false", text);
  }
}
