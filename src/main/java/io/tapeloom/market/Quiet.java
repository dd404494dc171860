package io.tapeloom.market;

import io.tapeloom.kernel.Instrument;

/**
 * Proof of silence: the exchange's clock passed {@code exchangeMs} and a look by REST found no id
 * above {@code lastId}. It lets a boundary at or before {@code exchangeMs - 2 s} be sealed without
 * a trade.
 */
public record Quiet(Instrument instrument, long lastId, long exchangeMs) implements MarketEvent {}
