package io.tapeloom.bench;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * How long one frame of the trade stream takes until it is a trade. The best round of each way
 * counts: other programs only ever make a round slower.
 */
final class DecodeBench implements Bench {
  private static final String DECODER = "frameDecoder";
  private static final String SCANNER = "byteScanner";

  @Override
  public String name() {
    return "decode";
  }

  @Override
  public String what() {
    return "one aggTrade frame from bytes to a trade (JMH): the decoder, a plain scanner, JsonObject";
  }

  @Override
  public String goal() {
    return "the decoder takes at most twice as long as the plain byte scanner";
  }

  @Override
  public void run(Effort effort, Consumer<Figure> out, Consumer<String> talk) throws IOException {
    Map<String, Double> nanos = new TreeMap<>();
    for (RunResult result : results(options(effort))) {
      nanos.put(
          result.getPrimaryResult().getLabel(), result.getPrimaryResult().getStatistics().getMin());
    }
    nanos.forEach((label, ns) -> out.accept(Figure.plain(name(), label, ns, "ns")));
    double ratio = nanos.get(DECODER) / nanos.get(SCANNER);
    out.accept(Figure.atMost(2, name(), "decoder / plain scanner", ratio, "x"));
    double json = nanos.get("jsonObject") / nanos.get(DECODER);
    out.accept(Figure.plain(name(), "JsonObject / decoder", json, "x"));
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
