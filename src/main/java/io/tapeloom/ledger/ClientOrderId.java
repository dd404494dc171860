package io.tapeloom.ledger;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id we give an order: {@code tl-<acct2>-<base36 cycle>-<E|S|T|X|F><attempt base36>}. The same
 * step of the same cycle always has the same id, so a replay after a crash cannot make another
 * order; the prefix marks what is ours.
 *
 * @param account2 two characters of the account
 * @param cycleId row of {@code trade_cycle}
 * @param attempt counted from 0 within the cycle and purpose
 */
public record ClientOrderId(String account2, long cycleId, Purpose purpose, int attempt) {
  private static final Pattern FORM =
      Pattern.compile("tl-([a-z0-9]{2})-([0-9a-z]{1,13})-([ESTXF])([0-9a-z]{1,3})");

  /** Refuses what could not be read back. */
  public ClientOrderId {
    if (!account2.matches("[a-z0-9]{2}") || cycleId < 0 || attempt < 0 || attempt > 46_655) {
      throw new IllegalArgumentException(
          "client order id: expected two of a-z0-9, a cycle and an attempt from 0, got "
              + account2
              + ", "
              + cycleId
              + ", "
              + attempt);
    }
  }

  /**
   * Reads an id of ours.
   *
   * @throws IllegalArgumentException when it is not of our form
   */
  public static ClientOrderId parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("client order id: not one of ours: \"" + text + "\"");
    }
    return new ClientOrderId(
        parts.group(1),
        Long.parseLong(parts.group(2), 36),
        Purpose.of(parts.group(3).charAt(0)),
        Integer.parseInt(parts.group(4), 36));
  }

  @Override
  public String toString() {
    return "tl-"
        + account2
        + "-"
        + Long.toString(cycleId, 36)
        + "-"
        + purpose.letter()
        + Integer.toString(attempt, 36);
  }
}
