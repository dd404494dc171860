package io.tapeloom.binance.answer;

import io.tapeloom.binance.wire.Row;
import io.tapeloom.kernel.Fixed;

/** A price of the book and what rests there. */
@Row
public record Level(Fixed price, Fixed qty) {}
