package io.tapeloom.risk;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Side;

/**
 * An entry somebody would like to make.
 *
 * @param tiered whether the score reaches a tier at all
 * @param qty size of it, already rounded down to the step; zero when it would be less
 */
public record Proposal(
    String strategy, Instrument instrument, Side side, boolean tiered, Fixed qty) {}
