package io.tapeloom.bench;

import io.tapeloom.kernel.Instrument;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The whole command, from process start to summary, over a plain CSV of 20 million rows. */
final class ReplayBench implements Bench {
  private static final Instrument BTC = Instrument.parse("usdm.BTCUSDT");
  private static final int ROW_BYTES = 80;

  @Override
  public String name() {
    return "replay";
  }

  @Override
  public String what() {
    return "tapeloom replay with --decisions over a generated plain CSV of 20 million rows";
  }

  @Override
  public String goal() {
    return "at least 2 million trades/s from process start to summary";
  }

  @Override
  public void run(Effort effort, Consumer<Figure> out, Consumer<String> talk)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("tapeloom-bench");
    try {
      run(effort, folder, out, talk);
    } finally {
      delete(folder);
    }
  }

  private void run(Effort effort, Path folder, Consumer<Figure> out, Consumer<String> talk)
      throws IOException, InterruptedException {
    long needed = effort.replayRows() * ROW_BYTES;
    if (Files.getFileStore(folder).getUsableSpace() < needed) {
      talk.accept("replay: skipped, " + folder + " has no room for " + needed + " bytes");
      return;
    }
    Path csv = folder.resolve("tape.csv");
    talk.accept(
        String.format(Locale.ROOT, "replay: writing %,d rows to %s", effort.replayRows(), csv));
    new TapeCsv(BTC, 13, effort.replayRows()).writeTo(csv);
    Spread rates = new Spread();
    for (int run = 0; run < effort.processes(); run++) {
      rates.add(rate(command(folder, csv), effort.replayRows()));
    }
    double yardstick = SplitRows.perSecond(csv, effort.replayRows() / 10);
    out.accept(
        Figure.atLeast(2e6, name(), "start to summary, median run", rates.median(), "trades/s"));
    out.accept(Figure.plain(name(), "slowest run", rates.quantile(0), "trades/s"));
    out.accept(Figure.plain(name(), "reading only, split and BigDecimal", yardstick, "rows/s"));
    out.accept(Figure.plain(name(), "replay / reading only", rates.median() / yardstick, "x"));
  }

  private static double rate(List<String> command, long rows)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = process.waitFor();
    double seconds = (System.nanoTime() - start) / 1e9;
    if (exit != 0 || new JsonObject(said).getLong("trades") != rows) {
      throw new IOException("replay: expected " + rows + " trades, got exit " + exit + " " + said);
    }
    return rows / seconds;
  }

  /** The launcher that started this process, else the same Java and classes. */
  private static List<String> command(Path folder, Path csv) {
    List<String> command = new ArrayList<>();
    Optional<String> home = Optional.ofNullable(System.getProperty("tapeloom.home"));
    if (home.isPresent()) {
      command.add(Path.of(home.get(), "bin", "tapeloom").toString());
    } else {
      command.add(ProcessHandle.current().info().command().orElse("java"));
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.tapeloom.Main"));
    }
    command.addAll(List.of("replay", csv.toString(), "--market", "usdm", "--symbol", "BTCUSDT"));
    command.addAll(List.of("--decisions", folder.resolve("decisions.ndjson").toString(), "--json"));
    return command;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
