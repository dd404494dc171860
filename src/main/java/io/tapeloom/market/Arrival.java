package io.tapeloom.market;

/** What became of one trade offered to {@link Continuity}; the usual answers cost no allocation. */
public sealed interface Arrival {

  /** The answers that need no words. */
  enum Plain implements Arrival {
    /** It was the next one and went out, with all that waited for it. */
    EMITTED,
    /** Held until the start of the series is known. */
    SETTLING,
    /** The same trade was here before. */
    REPEATED,
    /** Its id was already given up as missing, or lies before the start of the series. */
    LATE
  }

  /** It came early and waits; ids {@code fromId..toId} before it are missing. */
  record Held(long fromId, long toId) implements Arrival {}

  /**
   * It came too early to be kept: {@code fromId..toId}, its own id included, must be had from
   * elsewhere.
   */
  record Beyond(long fromId, long toId) implements Arrival {}

  /** The same id with other content, or an old id with a newer time: an alarm, never a row. */
  record Altered(AggTrade known, AggTrade other) implements Arrival {}
}
