package io.tapeloom.bench;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/**
 * One question about speed, answered together with yardsticks that run beside it in the same run,
 * because absolute figures of a shared machine move and ratios hardly do.
 */
public sealed interface Bench
    permits DecodeBench,
        EngineBench,
        MatchBench,
        ReplayBench,
        LatencyBench,
        IngestBench,
        BridgeBench,
        WsBench,
        SimBench,
        HistoryBench,
        LoginBench {
  /** Every bench in the order of a full run. */
  static List<Bench> all() {
    return List.of(
        new DecodeBench(),
        new EngineBench(),
        new MatchBench(),
        new ReplayBench(),
        new LatencyBench(BenchDatabase::embedded),
        new IngestBench(BenchDatabase::embedded),
        new BridgeBench(),
        new HistoryBench(BenchDatabase::embedded),
        new WsBench(),
        new SimBench(),
        new LoginBench(BenchDatabase::embedded));
  }

  /** Word on the command line. */
  String name();

  /** What is measured, one sentence. */
  String what();

  /** What should come out, one sentence. */
  String goal();

  /** Measures; {@code talk} hears what is going on and what was left out. */
  void run(Effort effort, Consumer<Figure> out, Consumer<String> talk)
      throws IOException, InterruptedException;
}
