package io.tapeloom.user.io;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id in the form that carries its own parameters, {@code
 * $argon2id$v=19$m=19456,t=2,p=1$salt$hash}, so that they can be raised later.
 *
 * @param memoryKib memory of one hash in KiB
 * @param passes over that memory
 */
record Argon2(int memoryKib, int passes) {
  /** What OWASP's Password Storage Cheat Sheet asks for at least. */
  static final Argon2 USUAL = new Argon2(19_456, 2);

  /** Bytes of a salt. */
  static final int SALT = 16;

  private static final int LENGTH = 32;
  private static final Pattern FORM =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=1\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

  String hash(String password, String pepper, byte[] salt) {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=1$%s$%s"
        .formatted(
            memoryKib,
            passes,
            base64.encodeToString(salt),
            base64.encodeToString(raw(password, pepper, salt, LENGTH)));
  }

  /** Whether that hash was made of that password, however costly it was made. */
  static boolean matches(String hash, String password, String pepper) {
    Matcher parts = FORM.matcher(hash);
    if (!parts.matches()) {
      return false;
    }
    byte[] expected = Base64.getDecoder().decode(parts.group(4));
    byte[] salt = Base64.getDecoder().decode(parts.group(3));
    byte[] got = cost(parts).raw(password, pepper, salt, expected.length);
    return MessageDigest.isEqual(expected, got);
  }

  private static Argon2 cost(Matcher parts) {
    return new Argon2(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
  }

  /** The cost a hash was made with, empty when it is none of ours. */
  static Optional<Argon2> of(String hash) {
    return Optional.of(FORM.matcher(hash)).filter(Matcher::matches).map(Argon2::cost);
  }

  private byte[] raw(String password, String pepper, byte[] salt, int length) {
    Argon2Parameters parameters =
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memoryKib)
            .withIterations(passes)
            .withParallelism(1)
            .withSecret(pepper.getBytes(StandardCharsets.UTF_8))
            .withSalt(salt)
            .build();
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(parameters);
    byte[] hash = new byte[length];
    generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
    return hash;
  }
}
