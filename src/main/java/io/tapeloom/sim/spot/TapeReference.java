package io.tapeloom.sim.spot;

import io.tapeloom.sim.Bar;
import io.tapeloom.sim.Tape;
import java.math.BigInteger;
import java.util.OptionalLong;

/**
 * A tape's prices. The average covers the whole minutes before the running one and the running one
 * up to the last whole second, so that one look serves many orders.
 */
final class TapeReference implements Reference {
  private static final long MINUTE_MS = 60_000;
  private static final long SECOND_MS = 1_000;

  private final Tape tape;
  private long second = Long.MIN_VALUE;
  private int minutesAt;
  private OptionalLong kept = OptionalLong.empty();

  TapeReference(Tape tape) {
    this.tape = tape;
  }

  @Override
  public OptionalLong lastE8(long nowMs) {
    OptionalLong ticks = tape.lastTicks(nowMs);
    return ticks.isEmpty() ? ticks : OptionalLong.of(ticks.getAsLong() * tape.listing().tickE8());
  }

  @Override
  public OptionalLong averageE8(int minutes, long nowMs) {
    long at = Math.floorDiv(nowMs, SECOND_MS);
    if (minutes == 0) {
      return lastE8(nowMs);
    }
    if (at != second || minutes != minutesAt) {
      kept = average(minutes, at * SECOND_MS);
      second = at;
      minutesAt = minutes;
    }
    return kept.isEmpty() ? lastE8(nowMs) : kept;
  }

  @Override
  public boolean closed(long nowMs) {
    return tape.closed(nowMs);
  }

  private OptionalLong average(int minutes, long nowMs) {
    long running = Math.floorDiv(nowMs, MINUTE_MS);
    long first = Math.max(running - minutes + 1, Math.floorDiv(tape.startMs(), MINUTE_MS));
    BigInteger amount = BigInteger.ZERO;
    long steps = 0;
    for (long index = first; index <= running; index++) {
      Bar bar =
          index < running ? tape.minute(index) : tape.bar(index * MINUTE_MS, nowMs + 1, nowMs);
      amount = amount.add(BigInteger.valueOf(bar.amount()));
      steps += bar.steps();
    }
    if (steps == 0) {
      return OptionalLong.empty();
    }
    BigInteger scaled = amount.multiply(BigInteger.valueOf(tape.listing().tickE8()));
    return OptionalLong.of(scaled.divide(BigInteger.valueOf(steps)).longValueExact());
  }
}
