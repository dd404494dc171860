package io.tapeloom.sim.spot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The same commands give the same events, in whatever steps time is taken. */
class SpotDeterminismTest {
  private static final int COMMANDS = 500;

  private static String hash(long seed, long granularity) throws NoSuchAlgorithmException {
    OrderFlow flow = new OrderFlow(seed, granularity);
    for (int i = 0; i < COMMANDS; i++) {
      flow.next();
    }
    assertTrue(flow.events.size() > COMMANDS, "seed " + seed + " said next to nothing");
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (SpotEvent event : flow.events) {
      digest.update((event + "\n").getBytes(StandardCharsets.UTF_8));
    }
    flow.refusals.forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(digest.digest());
  }

  @Test
  void twoRunsGiveOneHashInWhateverStepsTimeGoes() throws NoSuchAlgorithmException {
    for (long seed = 1; seed <= 4; seed++) {
      String once = hash(seed, 1);
      assertEquals(once, hash(seed, 1), "seed " + seed + " run twice");
      assertEquals(once, hash(seed, 77), "seed " + seed + " in other steps");
    }
  }
}
