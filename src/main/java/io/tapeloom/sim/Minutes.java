package io.tapeloom.sim;

/**
 * The plans of all minutes of one symbol since the market's epoch. The walk's state is kept once a
 * day; the minutes of a day are walked again when asked for, which takes microseconds. What is
 * cached is immutable and recomputed to the same content, so readers on any thread may race.
 */
final class Minutes {
  /** 2026-01-01T00:00Z, where every generated market begins. */
  static final long EPOCH_MS = 1_767_225_600_000L;

  static final int PER_DAY = 1440;
  private static final long EPOCH_MINUTE = EPOCH_MS / Minute.MS;
  private static final int MAX_DAYS = 366 * 30;
  private static final int KEPT_DAYS = 8;

  private final Nature nature;
  private final long seed;
  private final Walk.State[] mornings = new Walk.State[MAX_DAYS];
  private final Day[] kept = new Day[KEPT_DAYS];

  private record Day(int number, Minute[] minutes) {}

  Minutes(Nature nature, long seed) {
    this.nature = nature;
    this.seed = seed;
    mornings[0] = Walk.State.start(nature);
  }

  static boolean covers(long index) {
    return index >= EPOCH_MINUTE && index < EPOCH_MINUTE + (long) MAX_DAYS * PER_DAY - 1;
  }

  /** First minute of the market. */
  static long first() {
    return EPOCH_MINUTE;
  }

  /** The plan of the minute of that index (minutes since 1970). */
  Minute at(long index) {
    long since = index - EPOCH_MINUTE;
    return day((int) (since / PER_DAY)).minutes()[(int) (since % PER_DAY)];
  }

  /** The minute at or before {@code latest} that holds the id; the first one for smaller ids. */
  Minute holding(long id, long latest) {
    int low = 0;
    int high = (int) ((latest - EPOCH_MINUTE) / PER_DAY);
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (morning(middle).firstId() <= id) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return holding(day(low).minutes(), id);
  }

  private static Minute holding(Minute[] minutes, long id) {
    int low = 0;
    int high = minutes.length - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (minutes[middle].firstId() <= id) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return minutes[low];
  }

  private Day day(int number) {
    Day found = kept[number % KEPT_DAYS];
    if (found != null && found.number() == number) {
      return found;
    }
    Walk walk = walkFrom(number, morning(number));
    Minute[] minutes = new Minute[PER_DAY];
    for (int i = 0; i < PER_DAY; i++) {
      minutes[i] = walk.next();
    }
    Day made = new Day(number, minutes);
    kept[number % KEPT_DAYS] = made;
    return made;
  }

  private Walk.State morning(int number) {
    int known = number;
    while (mornings[known] == null) {
      known--;
    }
    Walk walk = walkFrom(known, mornings[known]);
    for (int day = known; day < number; day++) {
      for (int i = 0; i < PER_DAY; i++) {
        walk.next();
      }
      mornings[day + 1] = walk.state();
    }
    return mornings[number];
  }

  private Walk walkFrom(int day, Walk.State state) {
    return new Walk(nature, seed, EPOCH_MINUTE + (long) day * PER_DAY, state);
  }
}
