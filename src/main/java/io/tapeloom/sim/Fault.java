package io.tapeloom.sim;

/**
 * Something that goes wrong on one stream.
 *
 * @param stream full name such as {@code btcusdt@aggTrade}
 * @param count frames (or, for a cut or a stall, occurrences) it concerns
 * @param forMs how long a stall lasts, in real ms
 */
public record Fault(Kind kind, String stream, int count, long forMs) {
  /** What goes wrong. */
  public enum Kind {
    /** The connection breaks instead of carrying the frame. */
    CUT,
    /** The connection stays open and carries nothing for a while; what it missed is lost. */
    STALL,
    /** Frames are left out. */
    SKIP,
    /** Frames come twice, and now and then an old one comes again. */
    REPEAT,
    /** Neighbouring frames change places. */
    SWAP
  }
}
