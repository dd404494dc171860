package io.tapeloom.bench;

import java.io.IOException;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * How long one frame of the trade stream takes until it is a trade. The verdict rests on processor
 * time of short rounds that take turns, which a busy machine hardly moves; JMH's figures stand
 * beside it and want a quiet machine.
 */
final class DecodeBench implements Bench {
  private static final int TURNS_PER_ROUND = 10;

  private final DecodeFrames frames = new DecodeFrames();
  private long sum;

  @Override
  public String name() {
    return "decode";
  }

  @Override
  public String what() {
    return "one aggTrade frame from bytes to a trade: the decoder, a plain scanner, JsonObject";
  }

  @Override
  public String goal() {
    return "the decoder takes at most twice as long as the plain byte scanner";
  }

  @Override
  public void run(Effort effort, Consumer<Figure> out, Consumer<String> talk) throws IOException {
    int count = effort.roundMs() * 100;
    Spread decoder = new Spread();
    Spread scanner = new Spread();
    Spread json = new Spread();
    for (int turn = 0; turn < effort.rounds() * TURNS_PER_ROUND; turn++) {
      decoder.add(nanos(count, this::decode));
      scanner.add(nanos(count, this::scan));
      json.add(nanos(count / 10, this::parse));
    }
    double ns = steady(decoder);
    out.accept(Figure.plain(name(), "plain byte scanner", steady(scanner), "ns"));
    out.accept(Figure.plain(name(), "decoder", ns, "ns"));
    out.accept(Figure.plain(name(), "JsonObject", steady(json), "ns"));
    out.accept(Figure.atMost(2, name(), "decoder / plain byte scanner", ns / steady(scanner), "x"));
    out.accept(Figure.plain(name(), "JsonObject / decoder", steady(json) / ns, "x"));
    byJmh(effort, out);
  }

  /** The first third is spent on warming up. */
  private static double steady(Spread rounds) {
    return rounds.part(0.34, 1).median();
  }

  private static double nanos(int count, IntConsumer loop) {
    long start = ThreadClock.nanos();
    loop.accept(count);
    return (double) (ThreadClock.nanos() - start) / count;
  }

  private void decode(int count) {
    for (int i = 0; i < count; i++) {
      sum += frames.frameDecoder().qtyE8();
    }
  }

  private void scan(int count) {
    for (int i = 0; i < count; i++) {
      sum += frames.byteScanner().qtyE8();
    }
  }

  private void parse(int count) {
    for (int i = 0; i < count; i++) {
      sum += frames.jsonObject().qtyE8();
    }
  }

  private void byJmh(Effort effort, Consumer<Figure> out) throws IOException {
    if (sum <= 0) {
      throw new IllegalStateException("no frame was decoded");
    }
    for (RunResult result : results(options(effort))) {
      String label = "by JMH, " + result.getPrimaryResult().getLabel();
      double best = result.getPrimaryResult().getStatistics().getMin();
      out.accept(Figure.plain(name(), label, best, "ns"));
    }
  }

  private static Options options(Effort effort) {
    TimeValue round = TimeValue.milliseconds(effort.roundMs());
    return new OptionsBuilder()
        .include("^" + DecodeFrames.class.getName().replace(".", "\\.") + "\\.")
        .forks(effort == Effort.FULL ? 1 : 0)
        .warmupIterations(effort.rounds())
        .warmupTime(round)
        .measurementIterations(effort.rounds())
        .measurementTime(round)
        .jvmArgsAppend("-Xshare:auto")
        .verbosity(VerboseMode.SILENT)
        .build();
  }

  private static Collection<RunResult> results(Options options) throws IOException {
    try {
      return new Runner(options).run();
    } catch (RunnerException failed) {
      throw new IOException("decode: JMH failed: " + failed.getMessage(), failed);
    }
  }
}
