package io.tapeloom.cli;

import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * What a replay found; the same tape gives the same summary on every machine.
 *
 * @param trades distinct ids
 * @param firstId first id, absent on an empty tape
 * @param lastId last id, absent on an empty tape
 * @param gaps runs of missing ids
 * @param missing ids in those runs
 * @param repeated trades whose id had been there before
 * @param fromMs time of the first trade
 * @param toMs time of the last trade
 * @param decisions lines
 * @param signals lines that may be traded
 * @param paperTrades paper trades that were closed
 * @param hash SHA-256 of the lines in hex
 */
public record ReplaySummary(
    long trades,
    OptionalLong firstId,
    OptionalLong lastId,
    long gaps,
    long missing,
    long repeated,
    OptionalLong fromMs,
    OptionalLong toMs,
    long decisions,
    long signals,
    long paperTrades,
    String hash) {

  /** One line of JSON, without the end of line. */
  public String json() {
    return String.join(
        ",",
        "{\"trades\":" + trades,
        "\"first_id\":" + known(firstId),
        "\"last_id\":" + known(lastId),
        "\"gaps\":" + gaps,
        "\"missing\":" + missing,
        "\"repeated\":" + repeated,
        "\"from_ms\":" + known(fromMs),
        "\"to_ms\":" + known(toMs),
        "\"decisions\":" + decisions,
        "\"signals\":" + signals,
        "\"paper_trades\":" + paperTrades,
        "\"hash\":\"" + hash + "\"}");
  }

  /** The same with trades that were left out before the replay saw them. */
  public ReplaySummary withRepeated(long more) {
    return new ReplaySummary(
        trades,
        firstId,
        lastId,
        gaps,
        missing,
        repeated + more,
        fromMs,
        toMs,
        decisions,
        signals,
        paperTrades,
        hash);
  }

  private static String known(OptionalLong value) {
    return value.isPresent() ? Long.toString(value.getAsLong()) : "null";
  }

  /**
   * A table for people.
   *
   * @param result whole lines on what the paper trades came to
   */
  public String table(String result) {
    return String.format(
        Locale.ROOT,
        """
        trades        %,d (id %s to %s)
        time          %s to %s
        gaps          %,d (%,d ids missing), %,d repeated
        decisions     %,d, of which %,d may be traded
        paper trades  %,d closed
        %shash          %s""",
        trades,
        known(firstId),
        known(lastId),
        time(fromMs),
        time(toMs),
        gaps,
        missing,
        repeated,
        decisions,
        signals,
        paperTrades,
        result,
        hash);
  }

  private static String time(OptionalLong ms) {
    return ms.isPresent() ? Instant.ofEpochMilli(ms.getAsLong()).toString() : "-";
  }
}
