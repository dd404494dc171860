package io.tapeloom.net;

import io.vertx.core.http.RequestOptions;

/**
 * How connections leave this machine: straight, or through a proxy that is chosen anew for each of
 * them. Whoever connects asks for a way first and tells afterwards how it went.
 */
@FunctionalInterface
public interface Outbound {
  /** Straight, always. */
  Outbound DIRECT = _ -> Way.STRAIGHT;

  /** The way for the next connection or request to that address; used from any thread. */
  Way to(String url);

  /** One way out. */
  interface Way {
    /** No proxy between. */
    Way STRAIGHT = new Way() {};

    /** Sends a connection this way. */
    default <T extends RequestOptions> T lead(T options) {
      return options;
    }

    /** An answer came back this way. */
    default void worked() {}

    /** Nothing came back this way, and why. */
    default void failed(String why) {}

    /** True once nobody should use this way any more: what is open is to be made anew. */
    default boolean left() {
      return false;
    }
  }
}
