package io.tapeloom.sim.io;

import io.tapeloom.sim.RecordedTape;
import io.tapeloom.sim.Recording;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipInputStream;

/**
 * Reads recordings into a market: raw recordings ({@code <local time> <combined JSON>}) and
 * data.binance.vision aggTrades files, plain, gzipped or zipped. Files of one symbol follow each
 * other in the order given.
 */
public final class RecordingFiles {
  private final TreeMap<String, TapeReader> tapes = new TreeMap<>();

  private RecordingFiles() {}

  /**
   * The market in these files.
   *
   * @throws NoSuchFileException when one is missing
   * @throws MalformedRecording when a line is not what it should be
   */
  public static Recording read(List<Path> files) throws IOException {
    RecordingFiles reader = new RecordingFiles();
    for (Path file : files) {
      reader.read(file);
    }
    if (reader.tapes.isEmpty()) {
      throw new MalformedRecording(files.toString(), 0, "trade frames or aggTrades rows", "none");
    }
    List<RecordedTape> tapes = reader.tapes.values().stream().map(TapeReader::tape).toList();
    return new Recording(tapes);
  }

  private void read(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(open(file), StandardCharsets.UTF_8))) {
      long number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        take(file, number, line);
      }
    }
  }

  private static InputStream open(Path file) throws IOException {
    InputStream plain = Files.newInputStream(file);
    String name = file.getFileName().toString();
    if (name.endsWith(".gz")) {
      return new GZIPInputStream(plain, 1 << 16);
    }
    return name.endsWith(".zip") ? firstEntry(file, new ZipInputStream(plain)) : plain;
  }

  private static InputStream firstEntry(Path file, ZipInputStream zip) throws IOException {
    if (zip.getNextEntry() == null) {
      zip.close();
      throw new MalformedRecording(file.toString(), 0, "a zip file with one CSV", "an empty one");
    }
    return zip;
  }

  private void take(Path file, long number, String line) {
    try {
      int brace = line.indexOf('{');
      if (brace >= 0) {
        frame(line.substring(brace));
      } else if (!line.isBlank() && !(number == 1 && header(line))) {
        row(file, line.split(","));
      }
    } catch (MalformedLine e) {
      throw new MalformedRecording(file.toString(), number, e.expected(), e.got());
    }
  }

  private static boolean header(String line) {
    return Character.isLetter(line.charAt(0));
  }

  private void frame(String json) throws MalformedLine {
    RecordedFrame frame = RecordedFrame.of(json);
    switch (frame) {
      case RecordedFrame.Other other -> {}
      case RecordedFrame.Raw raw -> reader(raw.symbol()).raw(raw);
      case RecordedFrame.Aggregate row -> reader(row.symbol()).frame(row);
    }
  }

  private void row(Path file, String[] fields) throws MalformedLine {
    String name = file.getFileName().toString();
    String symbol = name.split("[-.]")[0].toUpperCase(Locale.ROOT);
    reader(symbol).aggregate(RecordedFrame.ofRow(symbol, fields));
  }

  private TapeReader reader(String symbol) {
    return tapes.computeIfAbsent(symbol, TapeReader::new);
  }
}
