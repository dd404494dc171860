package io.tapeloom.web;

import io.tapeloom.user.Caller;
import java.util.HashMap;
import java.util.Map;

/** How many sockets each person has open, with all keys together. Not for several threads. */
public final class Seats {
  private final int each;
  private final Map<String, Integer> taken = new HashMap<>();

  /** So many for each person. */
  public Seats(int each) {
    this.each = each;
  }

  /** Somebody with several keys is one person. */
  private static String name(Caller caller) {
    return caller.person().map(p -> "user:" + p.id()).orElse(caller.name());
  }

  /** Takes one more for that caller; false when there is none left. */
  public boolean take(Caller caller) {
    int already = taken.getOrDefault(name(caller), 0);
    if (already >= each) {
      return false;
    }
    taken.put(name(caller), already + 1);
    return true;
  }

  /** Gives one back. */
  public void leave(Caller caller) {
    taken.computeIfPresent(name(caller), (_, count) -> count > 1 ? count - 1 : null);
  }
}
