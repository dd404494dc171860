package io.tapeloom.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.net.Proxy;
import io.tapeloom.net.ProxySettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the doctor says of proxies. */
class ProxyChecksTest {
  private static final String THERE = "https://exchange.test/fapi/v1/ping";

  private static List<Check> checks(boolean direct, String ping) throws IOException {
    int gone;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      gone = socket.getLocalPort();
    }
    List<Proxy> list =
        ProxySettings.parse(
            List.of("a=http://127.0.0.1:" + gone, "b=socks5://127.0.0.1:" + gone), "a=bob:canary");
    return ProxyChecks.tested(new ProxySettings(list, List.of("b"), direct, 1_000), ping);
  }

  @Test
  void oneThatIsGoneFailsAndOneThatIsDisabledIsSaidToBe() throws IOException {
    List<Check> checks = checks(false, THERE);
    assertEquals("proxy a", checks.getFirst().name());
    assertEquals(Check.State.FAIL, checks.getFirst().state());
    assertTrue(checks.getFirst().note().contains("does not work"), checks::toString);
    assertFalse(checks.toString().contains("canary"), checks::toString);
    assertEquals(Check.State.OK, checks.getLast().state());
    assertTrue(checks.getLast().note().endsWith("disabled in the settings"), checks::toString);
  }

  @Test
  void whereTheStraightWayIsAllowedItIsOnlyAWarning() throws IOException {
    assertEquals(Check.State.WARN, checks(true, THERE).getFirst().state());
  }

  @Test
  void anExchangeOnThisMachineNeedsNone() throws IOException {
    List<Check> checks = checks(false, "http://127.0.0.1:1/fapi/v1/ping");
    assertEquals(1, checks.size());
    assertTrue(checks.getFirst().note().contains("not used"), checks::toString);
  }
}
