package io.tapeloom.bench;

/**
 * Memory of this process, sender of the bench included.
 *
 * @param afterGcMb in use after a full collection
 * @param peakMb most that was in use, garbage included
 */
record HeapUse(double afterGcMb, double peakMb) {
  static double usedMb() {
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
  }

  static double collectedMb() {
    System.gc();
    return usedMb();
  }
}
