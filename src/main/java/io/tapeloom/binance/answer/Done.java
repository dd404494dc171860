package io.tapeloom.binance.answer;

import java.util.Optional;

/** An answer that says no more than that something was done. */
public record Done(Optional<Integer> code, Optional<String> msg) {}
