package io.tapeloom.user.io;

/**
 * How long logins last and how often passwords may be tried.
 *
 * @param accessMs life of an access token
 * @param refreshMs life of a login, however often it is refreshed
 * @param triesPerAccount passwords tried for one account in a quarter of an hour before waiting
 * @param triesPerAddress the same for one address
 */
public record AccountSettings(
    long accessMs, long refreshMs, int triesPerAccount, int triesPerAddress) {
  /** As the configuration has them by default. */
  public static final AccountSettings DEFAULT =
      new AccountSettings(10 * 60_000L, 14 * 86_400_000L, 10, 10);

  /** How long a password given again lets dangerous actions through. */
  static final long STEP_UP_MS = 5 * 60_000;

  /** The same settings with another number of tries for one address. */
  public AccountSettings triesPerAddress(int tries) {
    return new AccountSettings(accessMs, refreshMs, triesPerAccount, tries);
  }
}
