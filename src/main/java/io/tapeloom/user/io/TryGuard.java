package io.tapeloom.user.io;

import io.tapeloom.user.TryRules;
import io.tapeloom.user.TryRules.Tries;
import io.tapeloom.web.Peer;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Remembers tries of passwords by account and by address. A try is counted before it is looked at,
 * so that a thousand at once are no more than one after another, and forgiven when it was right.
 */
final class TryGuard {
  private static final int MOST = 20_000;

  /** How many times more may come from this machine, where everybody has one address. */
  private static final int HERE = 10;

  private final TryRules byAccount;
  private final TryRules byAddress;
  private final TryRules byThisMachine;
  private final InstantSource clock;
  private final Map<String, Tries> accounts = new LinkedHashMap<>();
  private final Map<String, Tries> addresses = new LinkedHashMap<>();

  TryGuard(AccountSettings settings, InstantSource clock) {
    this.byAccount = new TryRules(settings.triesPerAccount());
    this.byAddress = new TryRules(settings.triesPerAddress());
    this.byThisMachine = new TryRules(settings.triesPerAddress() * HERE);
    this.clock = clock;
  }

  /** Lets a try through, or says how long to wait; an account need not exist. */
  synchronized OptionalLong admit(String account, Peer peer) {
    long nowMs = clock.millis();
    String network = peer.neighbourhood();
    long waitMs =
        Math.max(
            byAccount.waitMs(accounts.getOrDefault(account, Tries.NONE), nowMs),
            of(peer).waitMs(addresses.getOrDefault(network, Tries.NONE), nowMs));
    if (waitMs > 0) {
      return OptionalLong.of(waitMs);
    }
    count(accounts, byAccount, account, nowMs);
    count(addresses, of(peer), network, nowMs);
    return OptionalLong.empty();
  }

  /** The same for what is tried without an account: invites. */
  synchronized OptionalLong admit(Peer peer) {
    long nowMs = clock.millis();
    String network = peer.neighbourhood();
    long waitMs = of(peer).waitMs(addresses.getOrDefault(network, Tries.NONE), nowMs);
    if (waitMs > 0) {
      return OptionalLong.of(waitMs);
    }
    count(addresses, of(peer), network, nowMs);
    return OptionalLong.empty();
  }

  private TryRules of(Peer peer) {
    return peer.here() ? byThisMachine : byAddress;
  }

  private static void count(Map<String, Tries> tries, TryRules rules, String key, long nowMs) {
    Tries before = tries.remove(key);
    tries.put(key, rules.counted(before == null ? Tries.NONE : before, nowMs));
    if (tries.size() > MOST) {
      Iterator<Map.Entry<String, Tries>> oldest = tries.entrySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  /** The try was right: the account begins anew, the address only loses this one. */
  synchronized void right(String account, Peer peer) {
    accounts.remove(account);
    addresses.computeIfPresent(peer.neighbourhood(), (_, tries) -> tries.forgiven());
  }

  /** The invite was good. */
  synchronized void right(Peer peer) {
    addresses.computeIfPresent(peer.neighbourhood(), (_, tries) -> tries.forgiven());
  }

  /** The try was never looked at, for a reason of ours. */
  synchronized void unseen(String account, Peer peer) {
    accounts.computeIfPresent(account, (_, tries) -> tries.forgiven());
    addresses.computeIfPresent(peer.neighbourhood(), (_, tries) -> tries.forgiven());
  }
}
