package io.tapeloom.sim.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The map of ids holds what a hash map holds, also where its chains run over the table's end. */
class OrderIdsTest {
  private static final int POOL = 900;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void itHoldsWhatAHashMapHolds(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    OrderIds ids = new OrderIds();
    Map<Long, Order> expected = new HashMap<>();
    long[] pool = random.longs(POOL, 1, Long.MAX_VALUE).toArray();
    for (int i = 0; i < 200_000; i++) {
      long id = pool[random.nextInt(POOL)];
      Order there = expected.get(id);
      assertSame(there, ids.get(id), "seed " + seed + ", step " + i + ", id " + id);
      if (there != null) {
        ids.remove(there);
        expected.remove(id);
      } else if (expected.size() < 500) {
        Order order = new Order();
        order.id = id;
        ids.add(order);
        expected.put(id, order);
      }
      assertEquals(expected.size(), ids.count());
    }
    for (long id : pool) {
      assertSame(expected.get(id), ids.get(id));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void itGrows(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    OrderIds ids = new OrderIds();
    Map<Long, Order> expected = new HashMap<>();
    for (int i = 0; i < 50_000; i++) {
      Order order = new Order();
      order.id = random.nextLong(1, Long.MAX_VALUE);
      if (expected.putIfAbsent(order.id, order) == null) {
        ids.add(order);
      }
    }
    expected.forEach((id, order) -> assertSame(order, ids.get(id), "seed " + seed));
  }
}
