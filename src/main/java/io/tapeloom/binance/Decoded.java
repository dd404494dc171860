package io.tapeloom.binance;

/** What a frame of a market stream turned out to be. */
public sealed interface Decoded {

  /** Frames that are as they should be. */
  enum Kind implements Decoded {
    /** One market event, handed on. */
    EVENT,
    /** The exchange took a subscription message. */
    REPLY,
    /** The exchange refused a subscription message. */
    REJECTED,
    /** The exchange is about to close this connection as planned. */
    SHUTDOWN,
    /** An event of a kind nobody here asked for. */
    OTHER
  }

  /** Why a frame was thrown away. */
  enum Reason {
    MALFORMED,
    TOO_LARGE,
    TOO_DEEP,
    MISSING,
    DUPLICATE,
    WRONG_TYPE,
    NEGATIVE,
    ZERO,
    OVERFLOW,
    INCONSISTENT,
    WRONG_SYMBOL
  }

  /** A frame thrown away, and the exchange's name of the field at fault ("" for the whole). */
  record Refused(Reason reason, String field) implements Decoded {}
}
