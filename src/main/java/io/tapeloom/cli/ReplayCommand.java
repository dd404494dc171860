package io.tapeloom.cli;

import io.tapeloom.Settings;
import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Market;
import io.tapeloom.kernel.Symbol;
import io.tapeloom.market.io.TapeFileMalformed;
import io.tapeloom.market.io.TapeFileStream;
import io.tapeloom.market.io.TapeFiles;
import io.tapeloom.signal.EngineSettings;
import io.tapeloom.signal.Profile;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Replays tape files and says what the strategies would have decided and traded. */
@Command(
    name = "replay",
    description = {
      "Runs tape files through the signal engine and the paper broker, in virtual time.",
      "The same input gives the same bytes on every run and machine."
    },
    footerHeading = "%n",
    footer = {
      "Reads data.binance.vision aggTrades CSV and raw recordings (<local time> <stream frame>),",
      "plain, gzip or zip, told apart by content; several files are one tape in that order.",
      "Ends with 0 also where ids are missing, 5 under --strict; 7 at a malformed row, and then",
      "nothing is written.",
      "",
      "  tapeloom replay BTCUSDT-aggTrades-2026-11-01.zip --market usdm --symbol BTCUSDT --json",
      "  zcat day.csv.gz | tapeloom replay - --market spot --symbol XRPETH --decisions out.ndjson"
    })
final class ReplayCommand implements Callable<Integer> {
  @ParentCommand private RootCommand root;

  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Tape files; - is standard input.")
  private List<String> files;

  @Option(names = "--market", required = true, paramLabel = "MARKET", description = "usdm or spot.")
  private String market;

  @Option(names = "--symbol", required = true, paramLabel = "S", description = "Such as BTCUSDT.")
  private String symbol;

  @Option(names = "--strategy", paramLabel = "NAME", description = "Strategy to score.")
  private String strategy = Strategies.DEFAULT;

  @Option(
      names = "--strategies-dir",
      paramLabel = "DIR",
      description = "Strategy files, instead of signal.strategies_dir.")
  private Optional<Path> strategiesDir = Optional.empty();

  @Option(
      names = "--decisions",
      paramLabel = "OUT",
      description = "Writes one line of NDJSON for each boundary.")
  private Optional<Path> decisions = Optional.empty();

  @Option(
      names = "--paper",
      paramLabel = "OUT",
      description = "Writes one line of NDJSON for each paper trade.")
  private Optional<Path> paper = Optional.empty();

  @Option(
      names = "--late",
      paramLabel = "FILE",
      description = "Boundaries to withhold as late, one a line.")
  private Optional<Path> late = Optional.empty();

  @Option(
      names = "--step",
      paramLabel = "DECIMAL",
      description = "Quantity step; else the finest decimal of the tape.")
  private Optional<String> step = Optional.empty();

  @Option(
      names = "--tick",
      paramLabel = "DECIMAL",
      description = "Price step; else the finest decimal of the tape.")
  private Optional<String> tick = Optional.empty();

  @Option(names = "--strict", description = "Exit 5 when ids are missing or contradict each other.")
  private boolean strict;

  @Override
  public Integer call() throws IOException {
    Instrument instrument =
        checked("", () -> new Instrument(Market.parse(market), new Symbol(symbol)));
    TapeFiles tape = new TapeFiles(instrument, files, System.in);
    try {
      return report(instrument, run(plan(instrument, tape), tape), tape);
    } catch (TapeFileMalformed malformed) {
      throw new CommandFailed(ExitCode.CHECK_FAILED, "replay: " + malformed.getMessage());
    } catch (UncheckedIOException unreadable) {
      throw new CommandFailed(ExitCode.DATA_MISSING, "replay: " + unreadable.getMessage());
    }
  }

  /** Everything is checked before the first byte of the tape is read. */
  private ReplayPlan plan(Instrument instrument, TapeFiles tape) throws IOException {
    OptionalLong stepE8 = above0("--step", step);
    OptionalLong tickE8 = above0("--tick", tick);
    tape.missing().or(this::lateMissing).ifPresent(ReplayCommand::missing);
    Settings settings = root.settings(new JsonObject());
    return new ReplayPlan(
        instrument,
        List.of(profile(settings)),
        lateBoundaries(),
        stepE8,
        tickE8,
        new EngineSettings(
            settings.signal().cooldownMinutes() * 60_000L,
            EngineSettings.DEFAULT.warmMs(),
            settings.paper().maxPositions()),
        settings.paper().account());
  }

  private static void missing(String file) {
    throw new CommandFailed(
        ExitCode.DATA_MISSING, "replay: " + file + ": expected a readable file, found none");
  }

  private Profile profile(Settings settings) {
    Strategies strategies = strategies(strategiesDir.orElse(settings.signal().strategiesDir()));
    return strategies
        .find(strategy)
        .orElseThrow(
            () ->
                wrongFlag(
                    "--strategy: expected one of %s, got %s"
                        .formatted(String.join(", ", strategies.names()), strategy)));
  }

  private static Strategies strategies(Path folder) {
    try {
      return new Strategies(folder);
    } catch (IllegalArgumentException refused) {
      throw new CommandFailed(ExitCode.CONFIGURATION, refused.getMessage());
    }
  }

  private Set<Long> lateBoundaries() throws IOException {
    try {
      return late.isPresent() ? LateList.read(late.get()) : Set.of();
    } catch (IllegalArgumentException refused) {
      throw new CommandFailed(ExitCode.CHECK_FAILED, "replay: " + refused.getMessage());
    }
  }

  private Optional<String> lateMissing() {
    return late.filter(file -> !Files.isReadable(file)).map(Path::toString);
  }

  private Replay.Outcome run(ReplayPlan plan, TapeFiles tape) throws IOException {
    try (WholeFile lines = open("--decisions", decisions);
        WholeFile cycles = open("--paper", paper);
        TapeFileStream trades = new TapeFileStream(tape);
        ReplayProgress progress = progress(tape)) {
      Replay.Outcome outcome = Replay.run(plan, trades, lines.out(), progress::trades);
      for (PaperCycle cycle : outcome.cycles()) {
        cycles.out().write(cycle.line().getBytes(StandardCharsets.US_ASCII));
      }
      lines.keep();
      cycles.keep();
      return outcome;
    }
  }

  private WholeFile open(String flag, Optional<Path> target) {
    if (target.filter(this::isTape).isPresent()) {
      throw wrongFlag(flag + ": expected another file than the tape, got " + target.orElseThrow());
    }
    try {
      return target.isPresent() ? WholeFile.at(target.get()) : WholeFile.nowhere();
    } catch (IOException refused) {
      throw wrongFlag(flag + ": cannot write " + target.orElseThrow() + " (" + refused + ")");
    }
  }

  private boolean isTape(Path target) {
    Path wanted = target.toAbsolutePath().normalize();
    return files.stream()
        .map(f -> Path.of(f).toAbsolutePath().normalize())
        .anyMatch(wanted::equals);
  }

  private int report(Instrument instrument, Replay.Outcome outcome, TapeFiles tape) {
    ReplaySummary summary = outcome.summary().withRepeated(tape.repeatedPrints());
    if (outcome.altered() > 0) {
      root.say(
          "replay: %d trades came again with other content; the first one counts"
              .formatted(outcome.altered()));
    }
    if (outcome.late() > 0) {
      root.say(
          "replay: %d trades came too far out of place and were left out"
              .formatted(outcome.late()));
    }
    ReplayResult result = ReplayResult.of(instrument.symbol(), outcome.cycles());
    root.print(root.json() ? summary.json() : summary.table(result.lines()));
    return strict && !outcome.whole() ? ExitCode.DATA_MISSING : ExitCode.OK;
  }

  private OptionalLong above0(String flag, Optional<String> text) {
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    long e8 = checked(flag + ": ", () -> Fixed.parse(text.get())).e8();
    if (e8 <= 0) {
      throw wrongFlag(flag + ": expected a decimal above 0, got " + text.get());
    }
    return OptionalLong.of(e8);
  }

  private <T> T checked(String flag, Supplier<T> parse) {
    try {
      return parse.get();
    } catch (IllegalArgumentException refused) {
      throw wrongFlag(flag + refused.getMessage());
    }
  }

  private ParameterException wrongFlag(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private ReplayProgress progress(TapeFiles tape) {
    boolean terminal = System.console() != null && System.console().isTerminal();
    PrintWriter talk = root.quiet() ? new PrintWriter(Writer.nullWriter()) : root.err();
    return new ReplayProgress(tape, talk, terminal);
  }
}
