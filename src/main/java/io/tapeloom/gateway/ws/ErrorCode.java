package io.tapeloom.gateway.ws;

/** The protocol's error codes that are used here; missing parameters have codes of their own. */
enum ErrorCode {
  /** What came is no frame of this protocol. */
  PROTOCOL_ERROR,
  /** There is no request of that type. */
  UNKNOWN_ACTION,
  /** A parameter is of the wrong type, out of range or unknown. */
  INVALID_PARAMETERS,
  /** A symbol that none can be called. */
  INVALID_SYMBOL,
  /** A list of symbols that is none, or an empty one. */
  INVALID_SYMBOLS,
  /** More symbols than one request may name. */
  TOO_MANY_SYMBOLS,
  /** A symbol that is not recorded here. */
  SYMBOL_NOT_FOUND,
  /** Another exchange than BINANCE. */
  EXCHANGE_NOT_SUPPORTED,
  /** A bar length that is not served. */
  INVALID_INTERVAL,
  /** A range that ends before it begins. */
  INVALID_DATE_RANGE,
  /** A key that the socket is not subscribed to. */
  SUBSCRIPTION_NOT_FOUND,
  /** Too many frames, subscriptions or unanswered requests. */
  RATE_LIMIT_EXCEEDED,
  /** Known to the protocol, not served by this version. */
  SERVICE_UNAVAILABLE,
  /** The rows did not come in time. */
  TIMEOUT,
  /** A bug or a failure on this side. */
  INTERNAL_ERROR
}
