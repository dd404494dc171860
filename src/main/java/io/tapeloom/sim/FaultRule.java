package io.tapeloom.sim;

import io.tapeloom.kernel.Market;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One fault that is to happen: what, when, to whom, how often.
 *
 * @param when what it waits for
 * @param target what it concerns
 * @param count how often it happens once it may; with a rate, 0 means without end
 * @param forMs how long it lasts, 0 for the kind's own time
 * @param code refusal of {@link FaultKind#REFUSE}
 * @param text its words, or empty; for {@link FaultKind#BY_HAND} the call as {@code POST
 *     /fapi/v1/order?symbol=...}
 */
public record FaultRule(
    FaultKind kind, When when, Target target, int count, long forMs, int code, String text) {
  /**
   * What a fault waits for: a time, or the n-th occurrence of a moment, or nothing; with a rate
   * above 0 it then happens by chance at each opportunity.
   *
   * @param atMs market time; below 1e12 it counts from the exchange's start
   */
  public record When(OptionalLong atMs, Optional<FaultMoment> on, int nth, double rate) {
    /** At the next opportunity. */
    public static final When NOW = new When(OptionalLong.empty(), Optional.empty(), 1, 0);

    /** At that occurrence of a moment. */
    public static When on(FaultMoment moment, int nth) {
      return new When(OptionalLong.empty(), Optional.of(moment), nth, 0);
    }

    /** At that market time. */
    public static When at(long ms) {
      return new When(OptionalLong.of(ms), Optional.empty(), 1, 0);
    }

    /** By chance, at each opportunity. */
    public static When rate(double rate) {
      return new When(OptionalLong.empty(), Optional.empty(), 1, rate);
    }
  }

  /**
   * What a fault concerns; what is left empty is not looked at.
   *
   * @param account 0 for any
   * @param name a part of the call's path or method, of the stream's name or of the event's type
   */
  public record Target(Optional<Market> market, String symbol, int account, String name) {
    /** Anything. */
    public static final Target ANY = new Target(Optional.empty(), "", 0, "");

    /** Whatever has that in its name. */
    public static Target named(String part) {
      return new Target(Optional.empty(), "", 0, part);
    }

    /** This subject as a rule that waits for a moment looks at it: without its name. */
    Target named(FaultRule rule) {
      boolean own =
          rule.kind().place() == FaultPlace.BEFORE || rule.kind().place() == FaultPlace.AFTER;
      return own ? this : new Target(market, symbol, account, rule.target().name());
    }

    boolean fits(Target subject) {
      return (market.isEmpty() || market.equals(subject.market()))
          && (symbol.isEmpty() || symbol.equals(subject.symbol()))
          && (account == 0 || account == subject.account())
          && subject.name().contains(name);
    }
  }

  /** The fault of that kind at its next opportunity, once. */
  public static FaultRule next(FaultKind kind) {
    return new FaultRule(kind, When.NOW, Target.ANY, 1, 0, 0, "");
  }

  /** The same at another time. */
  public FaultRule when(When other) {
    return new FaultRule(kind, other, target, count, forMs, code, text);
  }

  /** The same for something else. */
  public FaultRule on(Target other) {
    return new FaultRule(kind, when, other, count, forMs, code, text);
  }

  /** The same, lasting that long. */
  public FaultRule lasting(long ms) {
    return new FaultRule(kind, when, target, count, ms, code, text);
  }

  /** How long it lasts when its kind lasts that long by itself. */
  public long forMs(long unsaid) {
    return forMs == 0 ? unsaid : forMs;
  }
}
