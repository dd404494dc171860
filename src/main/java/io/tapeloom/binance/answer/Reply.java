package io.tapeloom.binance.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeloom.binance.wire.Malformed;
import io.tapeloom.binance.wire.Shape;
import io.tapeloom.kernel.Market;

/**
 * One kind of answer or event and its shape.
 *
 * @param name {@code GET /api/v3/order}, the WS-API's method, or the event's name
 */
public record Reply<T>(Market market, Channel channel, String name, Shape<T> shape) {
  /** How it reaches us. */
  public enum Channel {
    REST,
    WS_API,
    STREAM
  }

  /** The answer of a REST call. */
  static <T> Reply<T> rest(Market market, String name, Shape<T> shape) {
    return new Reply<>(market, Channel.REST, name, shape);
  }

  /** The {@code result} of a WS-API call. */
  static <T> Reply<T> ws(Market market, String name, Shape<T> shape) {
    return new Reply<>(market, Channel.WS_API, name, shape);
  }

  /** An event of a market stream. */
  static <T> Reply<T> stream(Market market, String name, Shape<T> shape) {
    return new Reply<>(market, Channel.STREAM, name, shape);
  }

  /**
   * Reads a payload.
   *
   * @throws Malformed naming this answer and the field at fault
   */
  public T read(JsonNode payload) {
    try {
      return shape.read(payload);
    } catch (Malformed e) {
      throw e.named(toString());
    }
  }

  @Override
  public String toString() {
    return market.code() + " " + name;
  }
}
