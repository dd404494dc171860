package io.tapeloom.indicator;

import java.util.Arrays;

/** Distinct sizes that share a bucket, sorted, each with how often it occurs. */
final class SizeBucket {
  private long[] sizes = new long[4];
  private int[] counts = new int[4];
  private int distinct;

  void add(long size) {
    int at = Arrays.binarySearch(sizes, 0, distinct, size);
    if (at >= 0) {
      counts[at]++;
    } else {
      insert(-at - 1, size);
    }
  }

  private void insert(int at, long size) {
    if (distinct == sizes.length) {
      sizes = Arrays.copyOf(sizes, 2 * distinct);
      counts = Arrays.copyOf(counts, 2 * distinct);
    }
    System.arraycopy(sizes, at, sizes, at + 1, distinct - at);
    System.arraycopy(counts, at, counts, at + 1, distinct - at);
    sizes[at] = size;
    counts[at] = 1;
    distinct++;
  }

  void remove(long size) {
    int at = Arrays.binarySearch(sizes, 0, distinct, size);
    if (--counts[at] == 0) {
      distinct--;
      System.arraycopy(sizes, at + 1, sizes, at, distinct - at);
      System.arraycopy(counts, at + 1, counts, at, distinct - at);
    }
  }

  boolean isEmpty() {
    return distinct == 0;
  }

  /** The size at that rank, from 1. */
  long select(long rank) {
    long left = rank;
    int at = 0;
    while (left > counts[at]) {
      left -= counts[at++];
    }
    return sizes[at];
  }
}
