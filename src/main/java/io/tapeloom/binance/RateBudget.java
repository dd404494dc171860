package io.tapeloom.binance;

import io.tapeloom.kernel.Market;
import java.util.ArrayList;
import java.util.List;

/**
 * What one address and account may still ask of one market. The exchange counts in fixed intervals
 * of its clock and says in each answer what it has counted; its word wins over ours. A fifth of the
 * weight and a quarter of the orders are kept for exits, so that a busy minute never leaves a
 * position alone. Used from any thread.
 */
public final class RateBudget {
  /** What is counted. */
  public enum Kind {
    WEIGHT,
    ORDERS
  }

  private static final long SECOND_MS = 1_000;
  private static final long MINUTE_MS = 60_000;
  private static final long DAY_MS = 86_400_000;

  private final List<Window> windows = new ArrayList<>();
  private long bannedUntilMs = Long.MIN_VALUE;
  private long quietUntilMs = Long.MIN_VALUE;

  /** One limit and what is used of it. */
  private static final class Window {
    private final Kind kind;
    private final long spanMs;
    private final int most;
    private final int kept;
    private long interval = Long.MIN_VALUE;
    private int used;
    private long stoppedUntilMs = Long.MIN_VALUE;

    Window(Kind kind, long spanMs, int most, int kept) {
      this.kind = kind;
      this.spanMs = spanMs;
      this.most = most;
      this.kept = kept;
    }

    /** A clock that steps back forgets nothing; one that steps back far is followed. */
    void turn(long nowMs) {
      long now = Math.floorDiv(nowMs, spanMs);
      if (now > interval) {
        interval = now;
        used = 0;
      } else if (now < interval - 1) {
        interval = now;
      }
    }

    long waitMs(int cost, boolean exit, long nowMs) {
      if (cost == 0) {
        return 0;
      }
      if (!exit && nowMs < stoppedUntilMs) {
        return stoppedUntilMs - nowMs;
      }
      turn(nowMs);
      int allowed = exit ? most : most - kept;
      boolean fits = used + cost <= allowed || (used == 0 && cost <= most);
      return fits ? 0 : (interval + 1) * spanMs - nowMs;
    }
  }

  private RateBudget() {}

  /** A budget without limits, as the simulated exchange of this process has. */
  public static RateBudget unlimited() {
    return new RateBudget();
  }

  /** Weight alone and nothing kept back: for an address that sends no orders; 0 = unlimited. */
  public static RateBudget weightOnly(int weightPerMinute) {
    return weightPerMinute == 0
        ? unlimited()
        : new RateBudget().limit(Kind.WEIGHT, MINUTE_MS, weightPerMinute, 0);
  }

  /** The limits of that market with this weight a minute, 0 = unlimited. */
  public static RateBudget of(Market market, int weightPerMinute) {
    if (weightPerMinute == 0) {
      return unlimited();
    }
    RateBudget budget =
        new RateBudget().limit(Kind.WEIGHT, MINUTE_MS, weightPerMinute, weightPerMinute / 5);
    return market == Market.SPOT
        ? budget.orders(10 * SECOND_MS, 50).orders(DAY_MS, 160_000)
        : budget.orders(10 * SECOND_MS, 300).orders(MINUTE_MS, 1_200);
  }

  private RateBudget orders(long spanMs, int most) {
    return limit(Kind.ORDERS, spanMs, most, (most + 3) / 4);
  }

  private RateBudget limit(Kind kind, long spanMs, int most, int kept) {
    windows.add(new Window(kind, spanMs, most, kept));
    return this;
  }

  /**
   * Takes what a request costs and answers 0, or takes nothing and answers the milliseconds to
   * wait.
   *
   * @param exit true where what is kept for exits may be used
   */
  public synchronized long take(int weight, int orders, boolean exit, long nowMs) {
    if (nowMs < bannedUntilMs) {
      return bannedUntilMs - nowMs;
    }
    long waitMs = exit || nowMs >= quietUntilMs ? 0 : quietUntilMs - nowMs;
    for (Window window : windows) {
      waitMs = Math.max(waitMs, window.waitMs(cost(window, weight, orders), exit, nowMs));
    }
    if (waitMs == 0) {
      windows.forEach(window -> window.used += cost(window, weight, orders));
    }
    return waitMs;
  }

  private static int cost(Window window, int weight, int orders) {
    return window.kind == Kind.WEIGHT ? weight : orders;
  }

  /** Hears what the exchange has counted in the running interval of that length. */
  public synchronized void counted(Kind kind, long spanMs, int used, long nowMs) {
    for (Window window : windows) {
      if (window.kind == kind && window.spanMs == spanMs) {
        window.turn(nowMs);
        window.used = Math.max(window.used, used);
      }
    }
  }

  /** Hears "too many" (429): that kind rests until then; exits may still use what is kept. */
  public synchronized void stop(Kind kind, long untilMs) {
    if (windows.isEmpty()) {
      quietUntilMs = Math.max(quietUntilMs, untilMs);
    }
    for (Window window : windows) {
      if (window.kind == kind) {
        window.stoppedUntilMs = Math.max(window.stoppedUntilMs, untilMs);
      }
    }
  }

  /** Hears of a ban (418): nothing at all may be asked before that time. */
  public synchronized void ban(long untilMs) {
    bannedUntilMs = Math.max(bannedUntilMs, untilMs);
  }

  /** What is used of the shortest limit of that kind. */
  public synchronized int used(Kind kind, long nowMs) {
    for (Window window : windows) {
      if (window.kind == kind) {
        window.turn(nowMs);
        return window.used;
      }
    }
    return 0;
  }

  /** True while only exits may pass: banned, stopped, or down to what is kept. */
  public synchronized boolean exitsOnly(long nowMs) {
    return nowMs < bannedUntilMs
        || nowMs < quietUntilMs
        || windows.stream().anyMatch(window -> window.waitMs(1, false, nowMs) > 0);
  }
}
