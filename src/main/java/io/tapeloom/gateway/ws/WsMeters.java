package io.tapeloom.gateway.ws;

import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.LongConsumer;

/**
 * What the protocol counts; the meters themselves belong to another door.
 *
 * @param clients told how many sockets are open
 * @param deliveries told how many pushed frames were written, over all sockets
 * @param conflated told how many frames a slow socket was spared because a newer one stands
 * @param dropped told why a socket was closed by us
 * @param refused told the error code of each refused frame
 */
public record WsMeters(
    IntConsumer clients,
    LongConsumer deliveries,
    LongConsumer conflated,
    Consumer<String> dropped,
    Consumer<String> refused) {
  /** Meters that count nothing. */
  public static final WsMeters NONE = new WsMeters(_ -> {}, _ -> {}, _ -> {}, _ -> {}, _ -> {});
}
