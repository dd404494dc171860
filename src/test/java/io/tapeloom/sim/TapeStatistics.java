package io.tapeloom.sim;

import io.tapeloom.market.AggTrade;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What sets a tape's character apart from another's. Pauses of more than a minute part the tape
 * into stretches; nothing is measured across them.
 *
 * @param gapVariation deviation of the times between trades over their mean
 * @param together share of trades in the millisecond of the one before
 * @param clustering variance of the trades per second over their mean; 1 when they come at random
 * @param size90 ninetieth percentile of the quantities over their median
 * @param size99 ninety-ninth percentile of the quantities over their median
 * @param tail Hill's exponent of the largest five percent of the quantities
 * @param topShare share of the volume that the largest percent of the trades has
 * @param restless correlation of the absolute one-second returns with those a second later
 */
record TapeStatistics(
    double gapVariation,
    double together,
    double clustering,
    double size90,
    double size99,
    double tail,
    double topShare,
    double restless) {
  private static final long PAUSE_MS = 60_000;

  static TapeStatistics of(List<AggTrade> trades) {
    List<List<AggTrade>> stretches = stretches(trades);
    double[] gaps = stretches.stream().flatMapToDouble(s -> Arrays.stream(gaps(s))).toArray();
    List<double[]> counts = stretches.stream().map(TapeStatistics::counts).toList();
    double[] all = counts.stream().flatMapToDouble(Arrays::stream).toArray();
    double[] sizes = trades.stream().mapToDouble(AggTrade::qtyE8).sorted().toArray();
    return new TapeStatistics(
        Math.sqrt(variance(gaps)) / mean(gaps),
        Arrays.stream(gaps).filter(g -> g == 0).count() / (double) gaps.length,
        variance(all) / mean(all),
        at(sizes, 0.9) / at(sizes, 0.5),
        at(sizes, 0.99) / at(sizes, 0.5),
        hill(sizes),
        Arrays.stream(sizes).skip((long) (0.99 * sizes.length)).sum() / Arrays.stream(sizes).sum(),
        correlation(stretches.stream().map(TapeStatistics::returns).toList()));
  }

  private static List<List<AggTrade>> stretches(List<AggTrade> trades) {
    List<List<AggTrade>> stretches = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= trades.size(); i++) {
      boolean end = i == trades.size();
      if (end || trades.get(i).timeMs() - trades.get(i - 1).timeMs() > PAUSE_MS) {
        stretches.add(trades.subList(from, i));
        from = i;
      }
    }
    return stretches;
  }

  private static double[] gaps(List<AggTrade> trades) {
    double[] gaps = new double[trades.size() - 1];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = Math.max(0, trades.get(i + 1).timeMs() - trades.get(i).timeMs());
    }
    return gaps;
  }

  private static int seconds(List<AggTrade> trades) {
    return (int) (trades.getLast().timeMs() / 1000 - trades.getFirst().timeMs() / 1000) + 1;
  }

  private static int second(List<AggTrade> trades, AggTrade trade) {
    return (int) (trade.timeMs() / 1000 - trades.getFirst().timeMs() / 1000);
  }

  private static double[] counts(List<AggTrade> trades) {
    double[] counts = new double[seconds(trades)];
    trades.forEach(t -> counts[second(trades, t)]++);
    return counts;
  }

  private static double[] returns(List<AggTrade> trades) {
    double[] last = new double[seconds(trades)];
    trades.forEach(t -> last[second(trades, t)] = t.priceE8());
    double[] returns = new double[last.length - 1];
    for (int i = 1; i < last.length; i++) {
      last[i] = last[i] == 0 ? last[i - 1] : last[i];
      returns[i - 1] = Math.abs(Math.log(last[i] / last[i - 1]));
    }
    return returns;
  }

  private static double hill(double[] sorted) {
    double threshold = at(sorted, 0.95);
    double[] logs =
        Arrays.stream(sorted)
            .filter(q -> q > threshold)
            .map(q -> Math.log(q / threshold))
            .toArray();
    return 1 / mean(logs);
  }

  private static double at(double[] sorted, double share) {
    return sorted[Math.min(sorted.length - 1, (int) (share * sorted.length))];
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double variance(double[] values) {
    double mean = mean(values);
    return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
  }

  /** Of each value with the next. */
  static double correlation(List<double[]> series) {
    double mean = mean(series.stream().flatMapToDouble(Arrays::stream).toArray());
    double shared = 0;
    double own = 0;
    for (double[] values : series) {
      for (int i = 0; i < values.length; i++) {
        own += (values[i] - mean) * (values[i] - mean);
        shared += i == 0 ? 0 : (values[i] - mean) * (values[i - 1] - mean);
      }
    }
    return shared / own;
  }
}
