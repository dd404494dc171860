package io.tapeloom.sim.usdm;

/**
 * One change of an isolated position's margin by the user.
 *
 * @param type 1 added, 2 taken out
 */
public record MarginRow(
    String symbol, int type, long amountE8, PositionSide positionSide, long timeMs) {}
