package io.tapeloom.sim.spot;

/** What an account has of an asset, in 1e-8: to be used, and bound by open orders. */
public record Holding(String asset, long freeE8, long lockedE8) {}
