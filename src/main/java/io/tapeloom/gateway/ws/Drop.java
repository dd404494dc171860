package io.tapeloom.gateway.ws;

import java.util.Locale;

/** Why the server closes a socket: close code and reason. */
enum Drop {
  /** Trades piled up that may not be skipped. */
  SLOW(1013, "too slow for trades: subscribe again and fetch what is missing"),
  /** Nothing was heard for a minute. */
  DEAD(1002, "no answer to pings"),
  /** Frames came without end although they were refused. */
  FLOOD(1008, "too many frames"),
  /** The login or key has ended, was revoked, or its owner was banned. */
  ENDED(1008, "the login or key has ended"),
  /** A frame that is too long, or none of WebSocket's. */
  FRAME(1009, "expected whole frames of at most 64 KiB");

  private final int code;
  private final String reason;

  Drop(int code, String reason) {
    this.code = code;
    this.reason = reason;
  }

  int code() {
    return code;
  }

  String reason() {
    return reason;
  }

  /** Name in metrics. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
