package io.tapeloom.sim;

import java.util.Locale;
import java.util.Optional;

/** What can go wrong on an exchange, each with its number in the catalogue of faults. */
public enum FaultKind {
  /** The connection breaks instead of carrying the frame. */
  CUT("F01", FaultPlace.FRAME),
  /** The connection breaks in the middle of the frame. */
  CUT_MID_FRAME("F01", FaultPlace.FRAME),
  /** The connection stays open and carries no data for a while; what it missed is lost. */
  STALL("F02", FaultPlace.FRAME),
  /** The other end is gone without a word: no data, no pings, no answers. */
  HALF_OPEN("F03", FaultPlace.FRAME),
  /** The exchange announces that it will close every stream, and does. */
  SERVER_SHUTDOWN("F04", FaultPlace.NOW),
  /** Frames come twice, and now and then an old one comes again. */
  REPEAT("F05", FaultPlace.FRAME),
  /** Neighbouring frames change places. */
  SWAP("F06", FaultPlace.FRAME),
  /** Frames are left out. */
  SKIP("F07", FaultPlace.FRAME),
  /** Trade ids start again far below. */
  IDS_BACK("F09", FaultPlace.FRAME),
  /** A frame of more than a mebibyte. */
  OVERSIZED("F10", FaultPlace.FRAME),
  /** A frame nested ten thousand deep. */
  DEEP_JSON("F10", FaultPlace.FRAME),
  /** A price that is no number. */
  BAD_NUMBER("F10", FaultPlace.FRAME),
  /** A binary frame. */
  BINARY("F10", FaultPlace.FRAME),
  /** An event that nobody knows. */
  UNKNOWN_EVENT("F10", FaultPlace.FRAME),
  /** The same frame tens of thousands of times. */
  BURST("F11", FaultPlace.FRAME),
  /** A frame of another contract on this stream. */
  WRONG_SYMBOL("F12", FaultPlace.FRAME),
  /** A kline whose close is not that of the trades. */
  KLINE_DIFFERS("F13", FaultPlace.FRAME),
  /** One price ten times as high. */
  PRICE_SPIKE("F14", FaultPlace.FRAME),
  /** SUBSCRIBE is answered with an error. */
  SUBSCRIBE_REFUSED("F15", FaultPlace.CONTROL),
  /** SUBSCRIBE is not answered and not done. */
  SUBSCRIBE_LOST("F15", FaultPlace.CONTROL),
  /** 429 with Retry-After. */
  TOO_MANY("F16", FaultPlace.BEFORE),
  /** 418: the address is banned. */
  BANNED("F17", FaultPlace.BEFORE),
  /** 403 with a page instead of JSON. */
  FORBIDDEN("F18", FaultPlace.BEFORE),
  /** 200 with a page instead of JSON; the call was done. */
  HTML("F18", FaultPlace.AFTER),
  /** 200 with nothing; the call was done. */
  EMPTY("F18", FaultPlace.AFTER),
  /** 200 with half of the JSON; the call was done. */
  TRUNCATED("F18", FaultPlace.AFTER),
  /** -1007, and the call was done. */
  TIMEOUT_ACCEPTED("F19", FaultPlace.AFTER),
  /** -1007, and the call was not done. */
  TIMEOUT_REFUSED("F20", FaultPlace.BEFORE),
  /** 503 "Unknown error", and the call was done. */
  UNKNOWN_ACCEPTED("F21", FaultPlace.AFTER),
  /** 503 "Unknown error", and the call was not done. */
  UNKNOWN_REFUSED("F21", FaultPlace.BEFORE),
  /** 503 "Service Unavailable.". */
  UNAVAILABLE("F22", FaultPlace.BEFORE),
  /** 503 "Internal error; unable to process". */
  INTERNAL("F22", FaultPlace.BEFORE),
  /** 503 -1008; cancels, reduce-only and closing orders pass. */
  BUSY("F22", FaultPlace.BEFORE),
  /** The connection ends before the call is done. */
  REQUEST_LOST("F23", FaultPlace.BEFORE),
  /** The connection ends after the call was done. */
  REPLY_LOST("F24", FaultPlace.AFTER),
  /** The reply comes late. */
  REPLY_LATE("F25", FaultPlace.AFTER),
  /** -1021. */
  CLOCK("F26", FaultPlace.BEFORE),
  /** The key with which the call came is taken back. */
  KEY_REVOKED("F27", FaultPlace.BEFORE),
  /** -1022. */
  SIGNATURE("F27", FaultPlace.BEFORE),
  /** The refusal of a client order id that is in use. */
  DUPLICATE("F28", FaultPlace.BEFORE),
  /** An accepted order cannot be found for a while. */
  HIDE_ORDER("F29", FaultPlace.AFTER),
  /** Any refusal, by its code: F30 to F35 and others. */
  REFUSE("F30-F35", FaultPlace.BEFORE),
  /** Leverage and margin type are confirmed and not changed. */
  LEVERAGE_IGNORED("F36", FaultPlace.BEFORE),
  /** The call is handled late. */
  SLOW("F37", FaultPlace.BEFORE),
  /** Cancel and replace: cancelled, not replaced (409). */
  HALF_REPLACE("F38", FaultPlace.BEFORE),
  /** Events of a call come before its reply. */
  EVENT_FIRST("F42", FaultPlace.AFTER),
  /** A user event comes twice. */
  EVENT_TWICE("F43", FaultPlace.EVENT),
  /** Two user events change places. */
  EVENT_SWAP("F43", FaultPlace.EVENT),
  /** A user event never comes. */
  EVENT_LOST("F52", FaultPlace.EVENT),
  /** User events lag behind. */
  EVENT_LATE("F55", FaultPlace.EVENT),
  /** The account's user connections break instead of carrying the event. */
  EVENT_CUT("F52", FaultPlace.EVENT),
  /** An accepted stop vanishes without an event. */
  STOP_VANISHES("F44", FaultPlace.AFTER),
  /** A signed call that the account's owner made by hand: trades, closings, changes of mode. */
  BY_HAND("F45-F49", FaultPlace.NOW),
  /** A symbol takes no orders for a while. */
  HALT("F51", FaultPlace.NOW),
  /** The account's listen key ends, and says so. */
  LISTEN_KEY_EXPIRED("F52", FaultPlace.NOW),
  /** The account's listen key is gone without a word. */
  LISTEN_KEY_DEAD("F53", FaultPlace.NOW),
  /** The account's user data streams of spot are ended. */
  STREAM_TERMINATED("F54", FaultPlace.NOW);

  private final String number;
  private final FaultPlace place;

  FaultKind(String number, FaultPlace place) {
    this.number = number;
    this.place = place;
  }

  /** Number in the catalogue, such as F19. */
  public String number() {
    return number;
  }

  /** Where it takes hold. */
  public FaultPlace place() {
    return place;
  }

  /** Its name in files and requests, such as {@code timeout_accepted}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind of that name. */
  public static Optional<FaultKind> find(String code) {
    for (FaultKind kind : values()) {
      if (kind.code().equals(code)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
