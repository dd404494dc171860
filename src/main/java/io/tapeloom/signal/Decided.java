package io.tapeloom.signal;

/**
 * A decision was made.
 *
 * @param sealedMs market time at which the boundary was sealed
 */
public record Decided(Decision decision, long sealedMs) implements SignalEvent {}
