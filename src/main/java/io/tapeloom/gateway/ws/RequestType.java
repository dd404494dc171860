package io.tapeloom.gateway.ws;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Every request of the protocol with its parameters and the type of its result. */
enum RequestType {
  GET_CONFIG("CONFIG_DATA"),
  GET_SERVER_TIME("SERVER_TIME_DATA"),
  GET_SEARCH_SYMBOLS("SEARCH_SYMBOLS_DATA", "query", "exchange", "symbolType", "limit", "offset"),
  GET_RESOLVE_SYMBOL("SYMBOL_DATA", "symbol"),
  GET_KLINES("KLINES_DATA", "symbol", "interval", "fromTime", "toTime"),
  GET_QUOTES("QUOTES_DATA", "symbols"),
  GET_SUBSCRIPTIONS("SUBSCRIPTION_DATA"),
  SUBSCRIBE("SUBSCRIPTION_DATA", "subscriptions", "all"),
  UNSUBSCRIBE("SUBSCRIPTION_DATA", "subscriptions", "all"),
  GET_SPOT_ACCOUNT,
  GET_FUTURES_ACCOUNT,
  CREATE_ALERT_CONFIG,
  LIST_ALERT_CONFIG,
  UPDATE_ALERT_CONFIG,
  DELETE_ALERT_CONFIG,
  ENABLE_ALERT_CONFIG,
  LIST_SIGNALS,
  GET_STRATEGY_METADATA,
  GET_STRATEGY_METADATA_BY_TYPE,
  CREATE_ORDER,
  GET_ORDER,
  CANCEL_ORDER,
  LIST_ORDERS,
  GET_OPEN_ORDERS;

  private final Optional<String> result;
  private final List<String> parameters;

  RequestType(String result, String... parameters) {
    this.result = Optional.of(result);
    this.parameters = List.of(parameters);
  }

  /** A request that the protocol knows and this version does not serve. */
  RequestType() {
    this.result = Optional.empty();
    this.parameters = List.of();
  }

  /** Type of the frame that answers it; empty when it is not served. */
  Optional<String> result() {
    return result;
  }

  List<String> parameters() {
    return parameters;
  }

  static Optional<RequestType> find(String name) {
    return Arrays.stream(values()).filter(t -> t.name().equals(name)).findFirst();
  }
}
