package io.tapeloom.user.io;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** Makes what must not be guessed, and the hashes that are kept of it. */
final class Secrets {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int GROUPS = 5;
  private final SecureRandom random = new SecureRandom();

  byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  /** 256 bits as 43 characters. */
  String token() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(32));
  }

  /** 125 bits in groups that can be read out and typed: no letter looks like a digit. */
  String code() {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < GROUPS * 5; i++) {
      code.append(i > 0 && i % 5 == 0 ? "-" : "").append(ALPHABET.charAt(random.nextInt(32)));
    }
    return code.toString();
  }

  /** A password for somebody who lost theirs: 100 bits, easy to copy by hand. */
  String password() {
    return code().substring(0, 23).toLowerCase(Locale.ROOT);
  }

  /** The hash of a code however it was typed. */
  static byte[] ofCode(String typed) {
    String plain = typed.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
    return sha256(plain.replace('O', '0').replace('I', '1').replace('L', '1'));
  }

  static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static String hex(String text) {
    return HexFormat.of().formatHex(sha256(text));
  }
}
