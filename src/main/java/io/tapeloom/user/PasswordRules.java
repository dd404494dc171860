package io.tapeloom.user;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which passwords are taken, after NIST SP 800-63B-4: at least 15 characters where nothing else is
 * asked for, long ones and all writing welcome, no rules about kinds of characters, and none that
 * everybody would try first.
 */
public final class PasswordRules {
  /** Fewest characters. */
  public static final int SHORTEST = 15;

  /** Most characters. */
  public static final int LONGEST = 256;

  private static final int FEWEST_DIFFERENT = 5;
  private static final String DRESSED = "0134578@$!|";
  private static final String PLAIN = "oieastbasil";
  private final TreeSet<String> common = new TreeSet<>();

  /** Refuses those words, and what is one of them in disguise. */
  public PasswordRules(Collection<String> words) {
    words.forEach(word -> common.add(word.toLowerCase(Locale.ROOT)));
  }

  /** Why a person of that address may not have that password; empty when they may. */
  public Optional<String> refusal(String password, Email email) {
    long length = password.codePoints().count();
    if (length < SHORTEST) {
      return refused("at least " + SHORTEST + " characters, got " + length);
    }
    if (length > LONGEST) {
      return refused("at most " + LONGEST + " characters, got " + length);
    }
    if (password.codePoints().anyMatch(PasswordRules::unwritable)) {
      return refused("no control characters");
    }
    if (password.codePoints().distinct().count() < FEWEST_DIFFERENT) {
      return refused("at least " + FEWEST_DIFFERENT + " different characters");
    }
    return guessable(password.toLowerCase(Locale.ROOT), email)
        ? refused("something that is not among the first guesses")
        : Optional.empty();
  }

  private static Optional<String> refused(String expected) {
    return Optional.of("expected " + expected);
  }

  private static boolean unwritable(int c) {
    return Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE;
  }

  private boolean guessable(String lower, Email email) {
    String end = lower.replaceFirst("[^\\p{L}]+$", "");
    return common.contains(lower)
        || repeats(lower)
        || runs(lower)
        || isOneWord(letters(lower), email)
        || isOneWord(letters(undressed(lower)), email)
        || isOneWord(letters(undressed(end)), email)
        || isOneWord(letters(undressed(end.replaceFirst("^[^\\p{L}]+", ""))), email);
  }

  /** One common word, once or again and again, whatever digits and marks stand around it. */
  private boolean isOneWord(String letters, Email email) {
    String unit = unit(letters);
    if (unit.isEmpty()) {
      return false;
    }
    boolean aboutSelf =
        isLittleMoreThan(letters(email.local()), unit)
            || isLittleMoreThan(letters(email.text()), unit);
    return common.contains(unit) || aboutSelf || unit.replace("tapeloom", "").length() < 4;
  }

  private static boolean isLittleMoreThan(String own, String unit) {
    return own.length() >= 4 && unit.contains(own) && unit.replace(own, "").length() < 5;
  }

  private static String letters(String text) {
    StringBuilder kept = new StringBuilder();
    text.codePoints().filter(Character::isLetter).forEach(kept::appendCodePoint);
    return kept.toString();
  }

  private static String undressed(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      int at = DRESSED.indexOf(text.charAt(i));
      plain.append(at < 0 ? text.charAt(i) : PLAIN.charAt(at));
    }
    return plain.toString();
  }

  /** The shortest text whose repetition is the whole. */
  private static String unit(String text) {
    for (int size = 1; size <= text.length() / 2; size++) {
      if (text.length() % size == 0
          && text.substring(0, size).repeat(text.length() / size).equals(text)) {
        return text.substring(0, size);
      }
    }
    return text;
  }

  private static boolean repeats(String text) {
    return unit(text).length() <= 6 && unit(text).length() < text.length();
  }

  /** Mostly steps of one up or one down, such as digits and the alphabet in order. */
  private static boolean runs(String text) {
    int steps = 0;
    for (int i = 1; i < text.length(); i++) {
      int step = text.charAt(i) - text.charAt(i - 1);
      steps += step >= -1 && step <= 1 || step == -9 || step == 9 ? 1 : 0;
    }
    return steps * 10 >= (text.length() - 1) * 8;
  }
}
