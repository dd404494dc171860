package io.tapeloom.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Proxies as they stand in the settings. */
class ProxyTest {
  private static String refusal(List<String> list, String logins) {
    return assertThrows(IllegalArgumentException.class, () -> ProxySettings.parse(list, logins))
        .getMessage();
  }

  @Test
  void addressAndLoginAreReadApartAndTheLoginIsNeverPrinted() {
    List<Proxy> proxies =
        ProxySettings.parse(
            List.of("tokyo=socks5://10.0.0.7:1080", "home_2=http://proxy.example:3128"),
            "\n tokyo=bob:hunter:2=x \n");
    Proxy tokyo = proxies.getFirst();
    assertEquals("socks5://10.0.0.7:1080", tokyo.address());
    assertEquals(new Proxy.Login("bob", "hunter:2=x"), tokyo.login().orElseThrow());
    assertEquals("hunter:2=x", tokyo.options().getPassword());
    assertFalse(tokyo.toString().contains("hunter"), tokyo::toString);
    assertFalse(tokyo.toString().contains("bob"), tokyo::toString);
    assertEquals("said *** here", tokyo.covered("said hunter:2=x here\nand more"));
    assertTrue(proxies.getLast().login().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tokyo",
        "=http://h:1",
        "Tokyo=http://h:1",
        "a=https://h:1",
        "a=socks4://h:1",
        "a=http://h",
        "a=http://:80",
        "a=http://h:0",
        "a=http://h:80/path",
        "a=http://h:80?q=1",
        "a=http://h:80 x",
        "a=mailto:h",
        "a=//h:80"
      })
  void whatIsNoProxyIsRefused(String text) {
    assertTrue(refusal(List.of(text), "").contains("expected name=http://host:port"), text);
  }

  @Test
  void aLoginInTheAddressIsRefusedWithoutBeingShown() {
    String said = refusal(List.of("a=http://bob:hunter2@h:80"), "");
    assertTrue(said.contains("TAPELOOM__PROXIES__LOGINS"), said);
    assertFalse(said.contains("hunter2"), said);
  }

  @Test
  void loginsThatFitNobodyAreRefusedWithoutBeingShown() {
    for (String login : List.of("hunter2", "a=hunter2", "a=:hunter2", "a=bob:", "=bob:hunter2")) {
      String said = refusal(List.of("a=http://h:80"), login);
      assertTrue(said.contains("name=user:password"), said);
      assertFalse(said.contains("hunter2"), said);
    }
    String said = refusal(List.of("a=http://h:80"), "b=bob:hunter2");
    assertEquals("proxies.logins: there is no proxy b", said);
  }

  @Test
  void settingsThatLeaveNoWayOutAreRefused() {
    List<Proxy> one = ProxySettings.parse(List.of("a=http://h:80"), "");
    assertThrows(
        IllegalArgumentException.class, () -> new ProxySettings(one, List.of("a"), false, 1_000));
    assertThrows(
        IllegalArgumentException.class, () -> new ProxySettings(one, List.of("b"), true, 1_000));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ProxySettings(List.of(one.getFirst(), one.getFirst()), List.of(), true, 1_000));
    assertTrue(new ProxySettings(one, List.of("a"), true, 1_000).direct());
  }
}
