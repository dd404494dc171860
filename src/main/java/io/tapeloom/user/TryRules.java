package io.tapeloom.user;

/**
 * How often somebody may try a password: a number of times in a quarter of an hour, then ever more
 * slowly, never not at all. What is counted are tries that did not succeed.
 *
 * @param free tries in a window before waiting begins
 */
public record TryRules(int free) {
  /** How long tries are counted together. */
  public static final long WINDOW_MS = 15 * 60_000;

  private static final long FIRST_WAIT_MS = 30_000;

  /** Refuses a number that lets nobody in. */
  public TryRules {
    if (free < 1) {
      throw new IllegalArgumentException("tries: expected at least 1, got " + free);
    }
  }

  /**
   * What is remembered of one account or address.
   *
   * @param count tries since the counting began
   * @param lastMs when the last of them was let through
   */
  public record Tries(int count, long lastMs) {
    /** Nothing yet. */
    public static final Tries NONE = new Tries(0, 0);

    /** The same without one that turned out well. */
    public Tries forgiven() {
      return new Tries(Math.max(0, count - 1), lastMs);
    }
  }

  /** How long the next try must wait; 0 when it need not. */
  public long waitMs(Tries tries, long nowMs) {
    int over = tries.count() - free;
    if (over < 0 || forgotten(tries, nowMs)) {
      return 0;
    }
    long pause = Math.min(WINDOW_MS, FIRST_WAIT_MS << Math.min(over, 10));
    return Math.max(0, tries.lastMs() + pause - nowMs);
  }

  /** What is remembered once a try was let through. */
  public Tries counted(Tries tries, long nowMs) {
    return forgotten(tries, nowMs) ? new Tries(1, nowMs) : new Tries(tries.count() + 1, nowMs);
  }

  /** True when nobody tried for so long that counting begins anew. */
  public boolean forgotten(Tries tries, long nowMs) {
    long memory = tries.count() < free ? WINDOW_MS : 4 * WINDOW_MS;
    return nowMs - tries.lastMs() > memory;
  }
}
