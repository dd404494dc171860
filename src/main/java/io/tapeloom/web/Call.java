package io.tapeloom.web;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Market;
import io.tapeloom.user.Caller;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/**
 * One request after validation: every parameter of the contract with its type, defaults filled in.
 * Asking for a parameter that the contract does not promise is a bug, not a bad request.
 *
 * @param requestId id of the request, also its trace id
 * @param values parameters by name: String, Long, Double or Boolean
 * @param client who asks, from where
 */
public record Call(
    String requestId, Map<String, Object> values, Optional<JsonObject> body, Client client) {
  /** Copies the values so that a call never changes. */
  public Call {
    values = Map.copyOf(values);
  }

  /** A call with those parameters and no body, for tests and callers inside the process. */
  public static Call of(Map<String, Object> values) {
    return new Call("local", values, Optional.empty(), Client.local(Caller.ANONYMOUS));
  }

  /** Who asks. */
  public Caller caller() {
    return client.caller();
  }

  /** This call, once the parts that schemas cannot describe are readable: times and cursor. */
  Call checked(Terms terms) {
    terms.check(range());
    text("cursor").ifPresent(Paging.Keys::parse);
    return this;
  }

  /** A text parameter. */
  public Optional<String> text(String name) {
    return Optional.ofNullable((String) values.get(name));
  }

  /** A text parameter that the contract requires or completes. */
  public String required(String name) {
    return text(name).orElseThrow(() -> absent(name));
  }

  /** A whole number that the contract requires or completes. */
  public int number(String name) {
    Object value = values.get(name);
    if (value == null) {
      throw absent(name);
    }
    return Math.toIntExact(((Number) value).longValue());
  }

  /** A true or false parameter. */
  public Optional<Boolean> flag(String name) {
    return Optional.ofNullable((Boolean) values.get(name));
  }

  /** The range [from, to) of the parameters of those names. */
  public TimeRange range() {
    return TimeRange.of(text("from"), text("to"));
  }

  /** The page asked for by {@code limit} and {@code cursor}. */
  public Paging paging() {
    return new Paging(number("limit"), text("cursor").map(Paging.Keys::parse));
  }

  /** The instrument of {@code symbol} and {@code market}; a bare symbol is USD-M. */
  public Optional<Instrument> instrument() {
    Market market = text("market").map(Market::parse).orElse(Market.USDM);
    return text("symbol").map(symbol -> Instrument.of(market, symbol));
  }

  private static IllegalStateException absent(String name) {
    return new IllegalStateException("the contract neither requires nor completes " + name);
  }
}
