package io.tapeloom.signal;

import io.tapeloom.kernel.Fixed;

/** A value from outside the tape with the market time at which we received it. */
public record Observed(Fixed value, long receivedMs) {}
