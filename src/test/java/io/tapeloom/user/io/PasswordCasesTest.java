package io.tapeloom.user.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.user.Email;
import io.tapeloom.user.PasswordRules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Sixty passwords, good and bad, and Argon2id against its published vectors. */
class PasswordCasesTest {
  private static final PasswordRules RULES = CommonPasswords.rules();
  private static final Email ADA = new Email("ada.lovelace@example.org");

  private static final List<String> GOOD =
      List.of(
          "nine blue boats at dawn",
          "a kettle sings at six",
          "Zr8#kq0!vLm2^tPw",
          "xkqvjwzpmtrhbnd",
          "xkqvjwzpmtrhbn1",
          "     a   spacious  line",
          "quiet otters read maps",
          "90817263549182736455",
          "пять синих лодок утром",
          "五艘蓝色的船在黎明时分静静地出发了",
          "πέντε μπλε βάρκες",
          "🚤🌅🐋🦊🐢🌵🍋🎻🪁🧭🗿🪐🧊🪵🫖",
          "cinq bateaux bleus à l'aube",
          "fünf blaue Boote früh",
          "tab-less and sober-minded",
          "\"quotes\" and 'marks' too",
          "<script>alert(1)</script>",
          "' OR 1=1; DROP TABLE x --",
          "{\"json\": [1, 2, 3, true]}",
          "../../../../etc/passwd ok",
          "correct horse battery staples",
          "password manager wrote this",
          "winter coats hang in may",
          "dragon boats beat oars",
          "my cat ate 14 red shoes",
          "q w e r t y is not typed",
          "sunshine over lake thun",
          "e\u0301tude pour piano seul",
          "\u00e9tude pour piano seul",
          "ends with a newline? no.",
          "7 wells, 3 mills, 1 road",
          "lantern-gravel-ostrich-9");

  private static Map<String, String> bad() {
    Map<String, String> bad = new LinkedHashMap<>();
    bad.put("", "at least 15");
    bad.put("short", "at least 15");
    bad.put("fourteen chars", "at least 15");
    bad.put("🚤🌅🐋🦊🐢🌵🍋🎻🪁🧭🗿🪐🧊🪵", "at least 15");
    bad.put("x".repeat(300), "at most 256");
    bad.put("nul in the \u0000 middle of it", "control");
    bad.put("a line\nand another one", "control");
    bad.put("an escape \u001b[31m in red", "control");
    bad.put("half a pair \ud83d of a sign", "control");
    bad.put("aaaaaaaaaaaaaaaa", "different");
    bad.put("abababababababab", "different");
    bad.put("                    ", "different");
    bad.put("passwordpassword", "first guesses");
    bad.put("PasswordPassword", "first guesses");
    bad.put("password123456789", "first guesses");
    bad.put("ada.lovelace@example.org1", "first guesses");
    bad.put("p@ssw0rd!!!!2024", "first guesses");
    bad.put("qwertyuiop123456", "first guesses");
    bad.put("qwertyuiopasdfghjkl", "first guesses");
    bad.put("1qaz2wsx3edc4rfv", "first guesses");
    bad.put("123456789012345", "first guesses");
    bad.put("abcdefghijklmnop", "first guesses");
    bad.put("zyxwvutsrqponmlk", "first guesses");
    bad.put("correct horse battery staple", "first guesses");
    bad.put("CorrectHorseBatteryStaple!1", "first guesses");
    bad.put("tapeloomtapeloom", "first guesses");
    bad.put("Tapeloom-2026!!!!", "first guesses");
    bad.put("ada.lovelace.2026", "first guesses");
    bad.put("adalovelace12345", "first guesses");
    bad.put("iloveyouiloveyou", "first guesses");
    bad.put("superman!!!!!superman", "first guesses");
    bad.put("abc123abc123abc123", "first guesses");
    bad.put("               a b c d", "first guesses");
    bad.put("may the force be with you", "first guesses");
    return bad;
  }

  @Test
  void goodPasswordsAreTakenWhateverTheirLettersAre() {
    List<String> refused = new ArrayList<>();
    for (String password : GOOD) {
      RULES.refusal(password, ADA).ifPresent(why -> refused.add(password + ": " + why));
    }
    assertEquals(List.of(), refused);
    for (int length : new int[] {64, 65, 128, 256}) {
      String text = "grey mill, ".repeat(30).substring(0, length - 6) + "x9 fjord".substring(0, 6);
      assertEquals(Optional.empty(), RULES.refusal(text, ADA), text);
    }
    assertTrue(GOOD.size() + 4 + bad().size() >= 60);
  }

  @Test
  void badPasswordsAreRefusedForTheirReasonAndNeverEchoed() {
    bad()
        .forEach(
            (password, why) -> {
              String refusal = RULES.refusal(password, ADA).orElse("taken");
              assertTrue(refusal.contains(why), password + ": " + refusal);
              assertTrue(password.isEmpty() || !refusal.contains(password), refusal);
            });
  }

  @Test
  void theSameCharactersAreTheSamePassword() {
    assertEquals(Passwords.plain("e\u0301tude"), Passwords.plain("\u00e9tude"));
  }

  @Test
  void theListOfFirstGuessesIsLongAndPlain() {
    List<String> words = CommonPasswords.words();
    assertTrue(words.size() >= 3_000, words.size() + " words");
    assertEquals(words.size(), words.stream().distinct().count());
    words.forEach(w -> assertEquals(w.toLowerCase(java.util.Locale.ROOT), w));
  }

  /** Vectors of the reference implementation's test.c, version 0x13. */
  @Test
  void argon2idGivesThePublishedHashes() {
    assertTrue(
        Argon2.matches(
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
            "password",
            ""));
    assertTrue(
        Argon2.matches(
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
            "password",
            ""));
  }

  @Test
  void aHashCarriesItsCostAndNeedsThePepper() {
    String hash = Argon2.USUAL.hash(GOOD.getFirst(), "pepper", new Secrets().bytes(16));
    assertTrue(hash.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), hash);
    assertTrue(Argon2.matches(hash, GOOD.getFirst(), "pepper"));
    assertTrue(!Argon2.matches(hash, GOOD.getFirst(), "other"));
    assertTrue(!Argon2.matches(hash, GOOD.get(1), "pepper"));
    for (String broken : List.of("", "x", "$argon2i$v=19$m=8,t=1,p=1$YQ$YQ", hash + "!")) {
      assertTrue(!Argon2.matches(broken, GOOD.getFirst(), "pepper"), broken);
    }
    assertEquals(Optional.of(Argon2.USUAL), Argon2.of(hash));
  }
}
