package io.tapeloom.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Which proxy the next connection takes. */
class ProxyChooserTest {
  private final ProxyChooser chooser = new ProxyChooser(List.of("a", "b", "c"), false);

  private static Optional<String> of(String name) {
    return Optional.of(name);
  }

  @Test
  void withoutTestsTheOrderOfTheSettingsHoldsAndThenTheQuickestOne() {
    assertEquals(of("a"), chooser.choose());
    chooser.tested("c", 40);
    assertEquals(of("c"), chooser.choose(), "one that is known is better than one that is not");
    chooser.tested("a", 80);
    chooser.tested("b", 10);
    assertEquals(of("b"), chooser.choose());
    assertEquals(2, chooser.changes());
  }

  @Test
  void aLittleQuickerIsNoReasonToChange() {
    chooser.tested("a", 50);
    assertEquals(of("a"), chooser.choose());
    chooser.tested("b", 41);
    assertEquals(of("a"), chooser.choose());
    chooser.tested("c", 30);
    assertEquals(of("c"), chooser.choose());
  }

  @Test
  void oneSlowTestMovesNothing() {
    chooser.tested("a", 20);
    chooser.tested("a", 20);
    chooser.tested("b", 60);
    chooser.tested("a", 900);
    assertEquals(20, chooser.latencyMs("a"));
    assertEquals(of("a"), chooser.choose());
    chooser.tested("a", 900);
    assertEquals(of("b"), chooser.choose());
  }

  @Test
  void oneThatFailedIsNotTakenUntilSomethingCameThroughIt() {
    chooser.tested("a", 10);
    chooser.tested("b", 50);
    assertEquals(of("a"), chooser.choose());
    chooser.failed("a", 1_000);
    assertEquals(of("b"), chooser.choose());
    assertTrue(chooser.down("a"));
    assertFalse(chooser.due("a", 1_000 + ProxyChooser.REST_MS - 1));
    assertTrue(chooser.due("a", 1_000 + ProxyChooser.REST_MS));
    chooser.tested("a", 10);
    assertEquals(of("a"), chooser.choose());
  }

  @Test
  void faultsAtOnceCountOnceAndLaterOnesDoubleTheRest() {
    for (int i = 0; i < 10; i++) {
      chooser.failed("a", 0);
    }
    assertTrue(chooser.due("a", ProxyChooser.REST_MS));
    long now = 0;
    for (int i = 0; i < 10; i++) {
      now += ProxyChooser.MOST_MS;
      chooser.failed("a", now);
    }
    assertFalse(chooser.due("a", now + ProxyChooser.MOST_MS - 1));
    assertTrue(chooser.due("a", now + ProxyChooser.MOST_MS));
  }

  @Test
  void whereAllAreDownOneIsTakenStillOrTheStraightWayIfThatIsAllowed() {
    chooser.failed("a", 30);
    chooser.failed("b", 10);
    chooser.failed("c", 20);
    assertEquals(of("b"), chooser.choose(), "the one that failed first");
    chooser.failed("b", 10 + ProxyChooser.REST_MS);
    assertEquals(of("c"), chooser.choose());
    ProxyChooser straight = new ProxyChooser(List.of("a"), true);
    assertEquals(of("a"), straight.choose());
    straight.failed("a", 0);
    assertEquals(Optional.empty(), straight.choose());
  }

  @Test
  void aPinHoldsWhateverHappens() {
    chooser.tested("a", 10);
    chooser.tested("b", 500);
    chooser.pin(of("b"));
    chooser.failed("b", 0);
    assertEquals(of("b"), chooser.choose());
    assertFalse(chooser.keeps("a"));
    assertTrue(chooser.keeps("b"));
    chooser.pin(Optional.empty());
    assertEquals(of("a"), chooser.choose());
  }

  @Test
  void disablingUnpinsAndTheLastOneIsKnown() {
    chooser.pin(of("b"));
    assertTrue(chooser.enable("b", false));
    assertFalse(chooser.enable("b", false));
    assertEquals(Optional.empty(), chooser.pinned());
    assertFalse(chooser.keeps("b"));
    chooser.enable("c", false);
    assertTrue(chooser.last("a"));
    assertEquals(of("a"), chooser.choose());
    assertFalse(new ProxyChooser(List.of("a"), true).last("a"));
  }

  /** Whatever happens: one that is enabled is taken, and none that is down while another is up. */
  @Test
  void noOrderOfEventsLeadsToOneThatIsOut() {
    long seed = 20_261_121;
    SplittableRandom chance = new SplittableRandom(seed);
    List<String> names = List.of("a", "b", "c", "d", "e");
    ProxyChooser any = new ProxyChooser(names, false);
    TreeSet<String> down = new TreeSet<>();
    TreeSet<String> out = new TreeSet<>();
    for (int step = 0; step < 20_000; step++) {
      String name = names.get(chance.nextInt(names.size()));
      switch (chance.nextInt(4)) {
        case 0 -> {
          any.failed(name, step * 100L);
          down.add(name);
        }
        case 1 -> {
          any.tested(name, chance.nextInt(200));
          down.remove(name);
        }
        case 2 -> {
          if (!any.last(name)) {
            any.enable(name, false);
            out.add(name);
          }
        }
        default -> {
          any.enable(name, true);
          out.remove(name);
        }
      }
      String chosen = any.choose().orElseThrow();
      assertFalse(out.contains(chosen), "seed " + seed + ", step " + step);
      boolean better = names.stream().anyMatch(n -> !out.contains(n) && !down.contains(n));
      assertFalse(better && down.contains(chosen), "seed " + seed + ", step " + step);
    }
  }
}
