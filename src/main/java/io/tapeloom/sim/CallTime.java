package io.tapeloom.sim;

import io.tapeloom.kernel.Market;
import java.util.regex.Pattern;

/**
 * When a signed call is in time: its timestamp may be less than 1000 ms ahead of the exchange and
 * at most {@code recvWindow} behind it. Spot reads timestamps of 16 digits as microseconds and
 * windows with up to three decimals.
 *
 * @param speed market time per real time; both allowances stretch with it
 */
public record CallTime(double speed) {
  private static final Pattern WHOLE = Pattern.compile("[0-9]{1,18}");
  private static final Pattern FRACTION = Pattern.compile("[0-9]{1,12}(\\.[0-9]{1,3})?");
  private static final long MOST_MICROS = 60_000_000;
  private static final long MICROS_FROM = 1_000_000_000_000_000L;
  private static final long AHEAD_MICROS = 1_000_000;

  /** What a call says of its own time, in microseconds. */
  public record Stamp(Market market, long micros, long windowMicros) {}

  /** Refuses speeds that stand still. */
  public CallTime {
    if (!(speed > 0)) {
      throw new IllegalArgumentException("speed: expected above 0, got " + speed);
    }
  }

  /**
   * Reads timestamp and recvWindow.
   *
   * @param recvWindow empty for the exchange's 5000 ms
   * @throws Refused -1100 when malformed, -1131 when the window is too long
   */
  public static Stamp read(Market market, String timestamp, String recvWindow) {
    if (!WHOLE.matcher(timestamp).matches()) {
      throw illegal("timestamp", "^[0-9]{1,20}$");
    }
    long stamp = Long.parseLong(timestamp);
    boolean inMicros = market == Market.SPOT && stamp >= MICROS_FROM;
    long micros = inMicros ? stamp : Math.min(stamp, Long.MAX_VALUE / 1000) * 1000;
    return new Stamp(market, micros, window(market, recvWindow));
  }

  private static long window(Market market, String text) {
    if (text.isEmpty()) {
      return 5_000_000;
    }
    boolean spot = market == Market.SPOT;
    if (!(spot ? FRACTION : WHOLE).matcher(text).matches()) {
      throw illegal("recvWindow", spot ? "^[0-9]{1,12}(\\.[0-9]{1,3})?$" : "^[0-9]{1,20}$");
    }
    int dot = text.indexOf('.');
    String whole = dot < 0 ? text : text.substring(0, dot);
    String rest = dot < 0 ? "" : text.substring(dot + 1);
    long micros = Math.min(Long.parseLong(whole), MOST_MICROS) * 1000;
    micros += Long.parseLong((rest + "000").substring(0, 3));
    if (micros > MOST_MICROS) {
      throw new Refused(-1131, "recvWindow must be less than 60000.");
    }
    return micros;
  }

  private static Refused illegal(String name, String range) {
    return new Refused(
        -1100,
        "Illegal characters found in parameter '" + name + "'; legal range is '" + range + "'.");
  }

  /** Whether the stamp fits a clock that shows this. */
  public boolean fits(Stamp stamp, long nowMs) {
    return !ahead(stamp, nowMs) && !late(stamp, nowMs);
  }

  private boolean ahead(Stamp stamp, long nowMs) {
    return stamp.micros() >= nowMs * 1000 + (long) (AHEAD_MICROS * Math.max(1, speed));
  }

  private boolean late(Stamp stamp, long nowMs) {
    return nowMs * 1000 - stamp.micros() > (long) (stamp.windowMicros() * Math.max(1, speed));
  }

  /**
   * Checks on arrival.
   *
   * @throws Refused -1021 with the text that tells early from late
   */
  public void arrival(Stamp stamp, long nowMs) {
    if (ahead(stamp, nowMs)) {
      throw new Refused(-1021, "Timestamp for this request was 1000ms ahead of the server's time.");
    }
    if (late(stamp, nowMs)) {
      throw outside();
    }
  }

  /**
   * Checks again before the matching engine.
   *
   * @throws Refused -1021 on spot, -5028 on USD-M
   */
  public void engine(Stamp stamp, long nowMs) {
    if (late(stamp, nowMs)) {
      throw stamp.market() == Market.SPOT
          ? outside()
          : new Refused(-5028, "Timestamp for this request is outside of the ME recvWindow.");
    }
  }

  private static Refused outside() {
    return new Refused(-1021, "Timestamp for this request is outside of the recvWindow.");
  }
}
