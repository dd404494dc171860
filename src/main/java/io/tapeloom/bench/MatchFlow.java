package io.tapeloom.bench;

import io.tapeloom.sim.book.Force;
import io.tapeloom.sim.book.MatchingBook;
import io.tapeloom.sim.book.Stp;
import io.tapeloom.sim.book.Why;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Made-up order flow of a busy book, worked out beforehand so that only matching is measured: some
 * ten thousand orders rest around a price that wanders, most of them near it; of a hundred commands
 * 67 are new orders (7 of them at any price), 30 cancel and 3 reduce.
 */
final class MatchFlow {
  private static final int RESTING = 10_000;
  private static final int OWNERS = 1_000;
  private static final Force[] FORCES = {
    Force.GTC, Force.GTC, Force.GTC, Force.POST_ONLY, Force.IOC, Force.FOK
  };

  private final Kind[] kinds;
  private final long[] ids;
  private final int[] owners;
  private final boolean[] buys;
  private final long[] ticks;
  private final long[] steps;
  private final Force[] forces;
  private final SplittableRandom random;
  private final LiveOrders live = new LiveOrders();
  private final MatchingBook book = new MatchingBook(live);
  private long middle = 1_000_000;
  private int submitted;

  private enum Kind {
    SUBMIT,
    CANCEL,
    REDUCE
  }

  /** What a book under measurement must do. */
  interface Book {
    void submit(long id, int owner, boolean buy, long ticks, long steps, Force force);

    void cancel(long id);

    void reduce(long id, long steps);
  }

  MatchFlow(long seed, int commands) {
    kinds = new Kind[commands];
    ids = new long[commands];
    owners = new int[commands];
    buys = new boolean[commands];
    ticks = new long[commands];
    steps = new long[commands];
    forces = new Force[commands];
    random = new SplittableRandom(seed);
    for (int i = 0; i < commands; i++) {
      make(i);
    }
  }

  int commands() {
    return kinds.length;
  }

  /** Orders that rest when all is played. */
  int resting() {
    return live.count();
  }

  /** Commands from the first to before the second; how many of them were new orders. */
  int play(Book on, int from, int to) {
    int orders = 0;
    for (int i = from; i < to; i++) {
      switch (kinds[i]) {
        case SUBMIT -> {
          on.submit(ids[i], owners[i], buys[i], ticks[i], steps[i], forces[i]);
          orders++;
        }
        case CANCEL -> on.cancel(ids[i]);
        case REDUCE -> on.reduce(ids[i], steps[i]);
      }
    }
    return orders;
  }

  private void make(int i) {
    boolean full = live.count() > RESTING;
    int draw = random.nextInt(100);
    if (live.count() > RESTING / 10 && draw < (full ? 60 : 20)) {
      known(i, Kind.CANCEL);
      book.cancel(ids[i]);
      live.gone(ids[i]);
    } else if (live.count() > 0 && draw > 96) {
      known(i, Kind.REDUCE);
      steps[i] = 1 + random.nextLong(book.left(ids[i]));
      book.reduce(ids[i], steps[i]);
    } else {
      submit(i);
    }
  }

  private void known(int i, Kind kind) {
    kinds[i] = kind;
    ids[i] = live.any(random);
  }

  private void submit(int i) {
    middle += random.nextInt(100) == 0 ? random.nextInt(-2, 3) : 0;
    kinds[i] = Kind.SUBMIT;
    ids[i] = ++submitted;
    owners[i] = 1 + random.nextInt(OWNERS);
    buys[i] = random.nextBoolean();
    boolean takes = random.nextInt(10) == 0;
    forces[i] = takes ? Force.IOC : FORCES[random.nextInt(FORCES.length)];
    ticks[i] = takes ? MatchingBook.MARKET : price(buys[i]);
    steps[i] = 1 + (long) (40 * -Math.log(1 - random.nextDouble()));
    book.submit(ids[i], owners[i], buys[i], ticks[i], steps[i], forces[i], Stp.EXPIRE_MAKER);
    if (book.left(ids[i]) > 0) {
      live.rests(ids[i]);
    }
  }

  /** Half of them within 40 ticks of the middle, one in fifty hundreds of ticks away. */
  private long price(boolean buy) {
    long away = (long) (60 * -Math.log(1 - random.nextDouble()));
    away *= random.nextInt(50) == 0 ? 20 : 1;
    return middle + (buy ? 2 - away : away - 2);
  }

  /** Which orders rest, in an order that depends on the seed alone. */
  private static final class LiveOrders implements MatchingBook.Listener {
    private long[] alive = new long[1 << 16];
    private int[] places = new int[1 << 20];
    private int count;

    int count() {
      return count;
    }

    long any(SplittableRandom random) {
      return alive[random.nextInt(count)];
    }

    void rests(long id) {
      while (places.length <= id) {
        places = Arrays.copyOf(places, 2 * places.length);
      }
      places[(int) id] = count;
      alive[count++] = id;
    }

    void gone(long id) {
      int place = places[(int) id];
      long last = alive[--count];
      alive[place] = last;
      places[(int) last] = place;
    }

    @Override
    public void traded(
        long makerId,
        int makerOwner,
        long takerId,
        int takerOwner,
        boolean takerBuys,
        long ticks,
        long steps,
        long makerLeft) {
      if (makerLeft == 0) {
        gone(makerId);
      }
    }

    @Override
    public void expired(long orderId, int owner, long stepsLeft, Why why) {
      if (why == Why.STP) {
        gone(orderId);
      }
    }
  }
}
