package io.tapeloom.market.io;

/**
 * How far the tape of one instrument reaches.
 *
 * @param lastId newest aggregate id that is written
 * @param lastMs time of that trade
 * @param earliestId first id the tape ever had
 * @param earliestMs time of that trade
 */
public record TapeMeta(long lastId, long lastMs, long earliestId, long earliestMs) {}
