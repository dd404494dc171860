package io.tapeloom.net;

/**
 * What is known of a proxy.
 *
 * @param chosen connections take it now
 * @param latencyMs round trip to the exchange through it, -1 before the first test
 * @param testedMs real time of the last test that worked, 0 when there is none
 * @param used connections and requests that were sent through it
 * @param faults of them and of the tests, how many failed
 * @param lastError what went wrong last; empty when nothing did
 * @param lastErrorMs when that was in real time, 0 when nothing did
 */
public record ProxyState(
    Proxy proxy,
    Phase phase,
    boolean enabled,
    boolean pinned,
    boolean chosen,
    long latencyMs,
    long testedMs,
    long used,
    long faults,
    String lastError,
    long lastErrorMs) {
  /** How it is. */
  public enum Phase {
    /** Tested, and may be taken. */
    UP,
    /** Not tested yet; taken where nothing better is known. */
    UNTESTED,
    /** It failed; not taken until a test works, where another is up. */
    DOWN,
    /** Somebody took it out. */
    DISABLED
  }
}
