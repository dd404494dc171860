package io.tapeloom.market.io;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.market.AggTrade;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.zip.ZipException;

/**
 * Tape files read one after the other as one tape: aggTrades CSV or raw recordings, plain, gzip or
 * zip, told apart by content and never by name. {@code -} is standard input.
 */
public final class TapeFiles {
  /** The name that stands for standard input. */
  public static final String STDIN = "-";

  private final Instrument instrument;
  private final List<String> names;
  private final InputStream stdin;
  private final AtomicLong bytesRead = new AtomicLong();
  private final TapeFileRecording.Tape recording;

  /** The tape of those files in that order. */
  public TapeFiles(Instrument instrument, List<String> names, InputStream stdin) {
    this.instrument = instrument;
    this.names = List.copyOf(names);
    this.stdin = stdin;
    this.recording = new TapeFileRecording.Tape(instrument);
  }

  /** The first of the files that cannot be read; checked before any of them is. */
  public java.util.Optional<String> missing() {
    return names.stream().filter(n -> !readable(n)).findFirst();
  }

  private static boolean readable(String name) {
    Path path = Path.of(name);
    return name.equals(STDIN) || (Files.isReadable(path) && !Files.isDirectory(path));
  }

  /** Bytes in all files as they lie on disk, 0 when one of them is standard input. */
  public long totalBytes() {
    long total = 0;
    for (String name : names) {
      if (name.equals(STDIN)) {
        return 0;
      }
      total += Path.of(name).toFile().length();
    }
    return total;
  }

  /** Bytes taken from the files so far; safe to ask from another thread. */
  public long bytesRead() {
    return bytesRead.get();
  }

  /** Single trades of recordings that came twice and were left out; complete after the read. */
  public long repeatedPrints() {
    return recording.aggregator().repeated();
  }

  /**
   * Reads everything in file order.
   *
   * @throws TapeFileMalformed at the first row that is not a trade
   * @throws UncheckedIOException when a file cannot be read
   */
  public void forEach(Consumer<AggTrade> out) {
    for (String name : names) {
      read(name, out);
    }
    recording.aggregator().finish(out);
  }

  private void read(String name, Consumer<AggTrade> out) {
    String shown = name.equals(STDIN) ? "standard input" : name;
    try (InputStream raw = name.equals(STDIN) ? stdin : Files.newInputStream(Path.of(name));
        InputStream in = TapeFileContainer.open(shown, raw, bytesRead)) {
      read(new TapeFileBlocks(shown, in), out);
    } catch (ZipException | java.io.EOFException broken) {
      throw TapeFileMalformed.of(shown, "a whole gzip or zip file", "" + broken.getMessage());
    } catch (IOException failed) {
      throw new UncheckedIOException(shown + ": " + failed.getMessage(), failed);
    }
  }

  private void read(TapeFileBlocks blocks, Consumer<AggTrade> out) throws IOException {
    if (!blocks.next(1)) {
      return;
    }
    if (isRecording(blocks.bytes())) {
      new TapeFileRecording(instrument, blocks, recording).read(out);
    } else if (isCsv(blocks.bytes())) {
      new TapeFileCsv(instrument, blocks).read(out);
    } else {
      String got =
          new String(blocks.bytes(), 0, Math.min(blocks.end(), 100), StandardCharsets.ISO_8859_1);
      throw TapeFileMalformed.at(
          blocks.file(), 1, "line", "an aggTrades CSV row, its header or a recorded frame", got);
    }
  }

  /** Digits, a blank and a brace, or a brace at once; every block ends with LF. */
  private static boolean isRecording(byte[] bytes) {
    int at = 0;
    while (bytes[at] >= '0' && bytes[at] <= '9') {
      at++;
    }
    return bytes[at] == '{' || (at > 0 && bytes[at] == ' ');
  }

  private static boolean isCsv(byte[] bytes) {
    for (int at = 0; bytes[at] != '\n'; at++) {
      if (bytes[at] == ',') {
        return true;
      }
    }
    return false;
  }
}
