package io.tapeloom.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Faults as decisions about frames, without a socket. */
class SimFaultsTest {
  private static final String STREAM = "btcusdt@aggTrade";
  private final SimFaults<Integer> faults = new SimFaults<>();
  private int next = 1;

  private void add(Fault.Kind kind, int count, long forMs) {
    faults.add(new Fault(kind, STREAM, count, forMs));
  }

  /** What comes through of the next frames. */
  private List<Integer> through(int frames) {
    List<Integer> sent = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      sent.addAll(faults.on(STREAM, next++).frames());
    }
    return sent;
  }

  @Test
  void withoutFaultsEverythingPasses() {
    assertEquals(List.of(1, 2, 3), through(3));
    assertEquals(0, faults.waiting(STREAM));
  }

  @Test
  void skippedFramesAreLeftOutAndThenItGoesOn() {
    add(Fault.Kind.SKIP, 2, 0);
    assertEquals(List.of(3, 4), through(4));
    assertEquals(0, faults.waiting(STREAM));
  }

  @Test
  void repeatedFramesComeTwiceAndAnOldOneComesLate() {
    assertEquals(List.of(1, 2, 3), through(3));
    add(Fault.Kind.REPEAT, 3, 0);
    assertEquals(List.of(4, 4, 5, 5, 1, 6, 6, 7), through(4));
  }

  @Test
  void swappedFramesChangePlacesPairByPair() {
    add(Fault.Kind.SWAP, 2, 0);
    assertEquals(List.of(2, 1, 4, 3, 5), through(5));
  }

  @Test
  void aCutBreaksTheConnectionAsOftenAsAsked() {
    add(Fault.Kind.CUT, 2, 0);
    SimFaults.Deal<Integer> cut = new SimFaults.Deal<>(List.of(), true, 0);
    assertEquals(cut, faults.on(STREAM, 1));
    assertEquals(cut, faults.on(STREAM, 2));
    assertEquals(List.of(3), faults.on(STREAM, 3).frames());
  }

  @Test
  void aStallSilencesForItsTime() {
    add(Fault.Kind.STALL, 1, 1_500);
    assertEquals(new SimFaults.Deal<>(List.of(), false, 1_500), faults.on(STREAM, 1));
    assertEquals(new SimFaults.Deal<>(List.of(2), false, 0), faults.on(STREAM, 2));
  }

  @Test
  void faultsOfAStreamWaitForEachOtherAndLeaveOthersAlone() {
    add(Fault.Kind.SKIP, 1, 0);
    add(Fault.Kind.SWAP, 1, 0);
    add(Fault.Kind.SKIP, 2, 0);
    assertEquals(3, faults.waiting(STREAM));
    assertEquals(List.of(9), faults.on("ethusdt@aggTrade", 9).frames());
    assertEquals(List.of(3, 2, 6), through(6));
  }

  @Test
  void aFrameHeldForASwapIsNotLostWhenAnotherFaultWaits() {
    add(Fault.Kind.SWAP, 1, 0);
    add(Fault.Kind.CUT, 1, 0);
    assertTrue(faults.on(STREAM, 1).frames().isEmpty());
    assertEquals(List.of(2, 1), faults.on(STREAM, 2).frames());
    assertTrue(faults.on(STREAM, 3).cut());
  }
}
