package io.tapeloom.indicator;

import java.math.BigInteger;

/**
 * Fifteen seconds of one instrument's tape, settled: trades with effective time in [tMs - 15 s,
 * tMs). Without trades the counts are zero, the prices are the last close and lastId is the last id
 * before it.
 *
 * @param tMs end of the slice, the boundary that settled it
 * @param tapeFromMs start of the contiguous tape it belongs to
 * @param signedQtyE8 buys less sells in 1e-8
 * @param qtyE8 quantity in 1e-8
 * @param notionalE16 price x quantity in 1e-16
 * @param count number of trades
 * @param openE8 first price in 1e-8, and so for high, low, close
 * @param lastId last aggregate id at or before the end of the slice
 * @param lastMs effective time of that trade
 * @param signedQtysE8 each trade's signed quantity in 1e-8, in id order
 */
public record Slice(
    long tMs,
    long tapeFromMs,
    BigInteger signedQtyE8,
    BigInteger qtyE8,
    BigInteger notionalE16,
    long count,
    long openE8,
    long highE8,
    long lowE8,
    long closeE8,
    long lastId,
    long lastMs,
    long[] signedQtysE8) {
  /** Length of a slice, ms. */
  public static final long LENGTH_MS = 15_000;
}
