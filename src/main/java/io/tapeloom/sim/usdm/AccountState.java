package io.tapeloom.sim.usdm;

import java.util.List;

/**
 * An account at one moment.
 *
 * @param positions one per symbol in one-way mode, long and short in hedge mode
 * @param hedged whether long and short are held apart
 * @param feeBurn whether fees are paid in BNB
 */
public record AccountState(
    int account,
    long timeMs,
    boolean hedged,
    boolean feeBurn,
    List<AssetState> assets,
    List<PositionState> positions) {}
