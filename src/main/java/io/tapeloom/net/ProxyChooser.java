package io.tapeloom.net;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides which proxy the next connection takes: the pinned one, else the quickest of those that
 * are enabled and not down. One that failed is down until a test or an answer came through it; when
 * the next test is due doubles with each fault. It stays with one until another is clearly quicker,
 * because every change costs connections. Plain: times come in, nothing is asked or sent here.
 */
public final class ProxyChooser {
  /** Time to the next test after the first fault in a row, ms; doubled up to {@link #MOST_MS}. */
  public static final long REST_MS = 5_000;

  /** Longest time to the next test of one that is down, ms. */
  public static final long MOST_MS = 60_000;

  private static final int TESTS = 3;
  private static final double CLEARLY = 0.8;
  private static final long SLACK_MS = 5;

  private final boolean direct;
  private final Map<String, Seat> seats = new LinkedHashMap<>();
  private Optional<String> pinned = Optional.empty();
  private Optional<String> current = Optional.empty();
  private long changes;

  private static final class Seat {
    private final String name;
    private final List<Long> tests = new ArrayList<>();
    private boolean enabled = true;
    private int failures;
    private long restMs;
    private long restUntilMs = Long.MIN_VALUE;

    Seat(String name) {
      this.name = name;
    }

    /** The middle of the last tests, so that one slow answer moves nothing; -1 when unknown. */
    long latencyMs() {
      return tests.isEmpty() ? -1 : tests.stream().sorted().toList().get((tests.size() - 1) / 2);
    }

    boolean down() {
      return failures > 0;
    }
  }

  /**
   * Chooses among those.
   *
   * @param direct true where the straight way may be taken when every proxy is down
   */
  public ProxyChooser(List<String> names, boolean direct) {
    this.direct = direct;
    names.forEach(name -> seats.put(name, new Seat(name)));
  }

  /** The proxy of the next connection; empty is the straight way. */
  public Optional<String> choose() {
    Optional<String> next = pinned.isPresent() ? pinned : quickest();
    if (current.isPresent() && !next.equals(current)) {
      changes++;
    }
    current = next;
    return next;
  }

  private Optional<String> quickest() {
    List<Seat> ready = enabled().stream().filter(seat -> !seat.down()).toList();
    if (ready.isEmpty()) {
      return direct
          ? Optional.empty()
          : enabled().stream().min(Comparator.comparing(s -> s.restUntilMs)).map(s -> s.name);
    }
    Seat best = ready.stream().min(Comparator.comparing(ProxyChooser::rank)).orElseThrow();
    Optional<Seat> stay = current.map(seats::get).filter(ready::contains);
    return Optional.of(stay.filter(seat -> !clearlyQuicker(best, seat)).orElse(best).name);
  }

  private List<Seat> enabled() {
    return seats.values().stream().filter(seat -> seat.enabled).toList();
  }

  /** One without a test comes after all that have one, in the order of the settings. */
  private static long rank(Seat seat) {
    return seat.tests.isEmpty() ? Long.MAX_VALUE : seat.latencyMs();
  }

  private static boolean clearlyQuicker(Seat best, Seat seat) {
    return rank(seat) == Long.MAX_VALUE
        ? rank(best) < Long.MAX_VALUE
        : rank(best) + SLACK_MS < rank(seat) * CLEARLY;
  }

  /** A connection through it failed; of faults that come at once the first one counts. */
  public void failed(String name, long nowMs) {
    Seat seat = seats.get(name);
    if (!seat.down() || nowMs >= seat.restUntilMs) {
      seat.restMs = seat.failures == 0 ? REST_MS : Math.min(MOST_MS, seat.restMs * 2);
      seat.restUntilMs = nowMs + seat.restMs;
      seat.failures++;
    }
  }

  /** An answer came through it. */
  public void worked(String name) {
    Seat seat = seats.get(name);
    seat.failures = 0;
    seat.restUntilMs = Long.MIN_VALUE;
  }

  /** A test through it took so long. */
  public void tested(String name, long latencyMs) {
    worked(name);
    List<Long> tests = seats.get(name).tests;
    tests.add(latencyMs);
    if (tests.size() > TESTS) {
      tests.removeFirst();
    }
  }

  /** Lets one be used or not; true when that changed something. Disabling unpins. */
  public boolean enable(String name, boolean enabled) {
    Seat seat = seats.get(name);
    boolean changed = seat.enabled != enabled;
    seat.enabled = enabled;
    if (!enabled && pinned.equals(Optional.of(name))) {
      pinned = Optional.empty();
    }
    return changed;
  }

  /** Takes that one and no other, whatever its faults; empty chooses again. */
  public void pin(Optional<String> name) {
    pinned = name;
  }

  /** True where disabling it would leave no way out. */
  public boolean last(String name) {
    return !direct && enabled().stream().allMatch(seat -> seat.name.equals(name));
  }

  /** False once a connection through it should be made anew, because somebody decided so. */
  public boolean keeps(String name) {
    return pinned.map(name::equals).orElse(seats.get(name).enabled);
  }

  /** True where it may be used. */
  public boolean enabled(String name) {
    return seats.get(name).enabled;
  }

  /** True from a fault until something came through it. */
  public boolean down(String name) {
    return seats.get(name).down();
  }

  /** True where it is down and should be tested now. */
  public boolean due(String name, long nowMs) {
    Seat seat = seats.get(name);
    return seat.enabled && seat.down() && nowMs >= seat.restUntilMs;
  }

  /** Milliseconds of its tests, -1 before the first. */
  public long latencyMs(String name) {
    return seats.get(name).latencyMs();
  }

  /** The pinned one. */
  public Optional<String> pinned() {
    return pinned;
  }

  /** The one chosen last; empty before the first choice and on the straight way. */
  public Optional<String> current() {
    return current;
  }

  /** How often another was chosen than before. */
  public long changes() {
    return changes;
  }
}
