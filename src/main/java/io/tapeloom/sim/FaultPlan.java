package io.tapeloom.sim;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Decides which faults happen when. Rules wait for their time or moment and then for an
 * opportunity; chance comes from one generator per kind, so that one more rule does not shift the
 * others.
 *
 * <p>Not thread-safe.
 */
public final class FaultPlan {
  private static final long ABSOLUTE_FROM_MS = 1_000_000_000_000L;

  private final List<Waiting> rules = new ArrayList<>();
  private final Map<FaultKind, SplittableRandom> chance = new EnumMap<>(FaultKind.class);
  private final Map<FaultPlace, Integer> at = new EnumMap<>(FaultPlace.class);
  private final long seed;
  private final long startMs;
  private long ids;

  /** A rule and how far it has come. */
  private static final class Waiting {
    final long id;
    final FaultRule rule;
    boolean armed;
    int seen;
    int done;

    Waiting(long id, FaultRule rule) {
      this.id = id;
      this.rule = rule;
    }

    boolean over() {
      return rule.count() > 0 && done >= rule.count();
    }
  }

  /** A rule as tools are shown it. */
  public record Standing(long id, FaultRule rule, boolean armed, int done) {}

  /** A plan without faults. */
  public FaultPlan(long seed, long startMs) {
    this.seed = seed;
    this.startMs = startMs;
  }

  /** A number that no other fault has. */
  public long nextId() {
    return ++ids;
  }

  /** Adds a rule and returns its number. */
  public long add(FaultRule rule) {
    Waiting waiting = new Waiting(nextId(), rule);
    rules.add(waiting);
    at.merge(rule.kind().place(), 1, Integer::sum);
    return waiting.id;
  }

  /** Tells that a moment has come; rules that wait for it take hold from here on. */
  public void moment(FaultMoment moment, FaultRule.Target subject) {
    if (rules.isEmpty()) {
      return;
    }
    for (Waiting waiting : rules) {
      FaultRule.When when = waiting.rule.when();
      if (when.on().isPresent()
          && when.on().get() == moment
          && waiting.rule.target().fits(subject.named(waiting.rule))) {
        waiting.seen++;
        waiting.armed |= waiting.seen >= when.nth();
      }
    }
  }

  /**
   * The fault that happens to this subject now, if one does; it is counted as done. Faults of
   * {@link FaultPlace#NOW} happen to their own target, whatever the subject.
   */
  public Optional<FaultRule> take(FaultPlace place, FaultRule.Target subject, long nowMs) {
    if (at.getOrDefault(place, 0) == 0) {
      return Optional.empty();
    }
    for (Iterator<Waiting> each = rules.iterator(); each.hasNext(); ) {
      Waiting waiting = each.next();
      if (waiting.rule.kind().place() == place && happens(waiting, subject, nowMs)) {
        waiting.done++;
        if (waiting.over()) {
          each.remove();
          at.merge(place, -1, Integer::sum);
        }
        return Optional.of(waiting.rule);
      }
    }
    return Optional.empty();
  }

  private boolean happens(Waiting waiting, FaultRule.Target subject, long nowMs) {
    FaultRule rule = waiting.rule;
    boolean fits = rule.kind().place() == FaultPlace.NOW || rule.target().fits(subject);
    if (!fits || !armed(waiting, nowMs)) {
      return false;
    }
    double rate = rule.when().rate();
    return rate <= 0 || of(rule.kind()).nextDouble() < rate;
  }

  private SplittableRandom of(FaultKind kind) {
    return chance.computeIfAbsent(
        kind, k -> new SplittableRandom(Chance.named(seed, "fault " + k.code())));
  }

  private boolean armed(Waiting waiting, long nowMs) {
    FaultRule.When when = waiting.rule.when();
    if (when.on().isPresent()) {
      return waiting.armed;
    }
    if (when.atMs().isEmpty()) {
      return true;
    }
    long atMs = when.atMs().getAsLong();
    return nowMs >= (atMs < ABSOLUTE_FROM_MS ? startMs + atMs : atMs);
  }

  /** Every rule that is not over, oldest first. */
  public List<Standing> standing(long nowMs) {
    return rules.stream().map(w -> new Standing(w.id, w.rule, armed(w, nowMs), w.done)).toList();
  }
}
