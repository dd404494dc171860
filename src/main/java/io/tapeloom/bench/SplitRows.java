package io.tapeloom.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;

/** The yardstick of reading: lines, split at commas, numbers by the JDK; no scoring. */
final class SplitRows {
  private SplitRows() {}

  /** Rows read per second over the first so many rows of a file with a header. */
  static double perSecond(Path csv, long rows) throws IOException {
    long count = 0;
    BigDecimal notional = BigDecimal.ZERO;
    long start = System.nanoTime();
    try (BufferedReader reader = Files.newBufferedReader(csv)) {
      reader.readLine();
      for (String line = reader.readLine();
          line != null && count < rows;
          line = reader.readLine()) {
        String[] fields = line.split(",");
        notional = notional.add(new BigDecimal(fields[1]).multiply(new BigDecimal(fields[2])));
        count += Long.parseLong(fields[5]) > 0 ? 1 : 0;
      }
    }
    if (notional.signum() <= 0) {
      throw new IllegalStateException("no row was read");
    }
    return count / ((System.nanoTime() - start) / 1e9);
  }
}
