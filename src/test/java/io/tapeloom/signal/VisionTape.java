package io.tapeloom.signal;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.market.AggTrade;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Trades of an aggTrades CSV file in milliseconds, as plain as a test can have it. */
final class VisionTape {
  private VisionTape() {}

  static List<AggTrade> read(Instrument instrument, Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.skip(1).map(line -> trade(instrument, line.split(","))).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static AggTrade trade(Instrument instrument, String[] row) {
    return new AggTrade(
        instrument,
        Long.parseLong(row[0]),
        Fixed.parse(row[1]).e8(),
        Fixed.parse(row[2]).e8(),
        Long.parseLong(row[3]),
        Long.parseLong(row[4]),
        Long.parseLong(row[5]),
        Boolean.parseBoolean(row[6]));
  }
}
