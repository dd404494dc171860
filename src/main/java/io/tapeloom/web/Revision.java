package io.tapeloom.web;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * The version of something that can be read and changed, as {@code ETag} and {@code If-Match} carry
 * it.
 *
 * @param tag the entity tag with its quotes
 */
public record Revision(String tag) {
  /** The version of that number. */
  public static Revision of(long version) {
    return new Revision("\"" + version + "\"");
  }

  /** A weak tag of the content itself: two checksums and the length tell answers apart. */
  static Revision of(Buffer body) {
    byte[] bytes = body.getBytes();
    CRC32 first = new CRC32();
    CRC32C second = new CRC32C();
    first.update(bytes);
    second.update(bytes);
    return new Revision(
        "W/\"%x-%08x%08x\"".formatted(bytes.length, first.getValue(), second.getValue()));
  }

  /** The answer with this version on it. */
  public Answer stamp(Answer answer) {
    return answer.withHeader("ETag", tag);
  }

  /**
   * Lets a change go on only if its {@code If-Match} names this version.
   *
   * @throws Refusal 428 when the header is missing, 412 when it names another version
   */
  public void require(Call call) {
    Optional<String> sent = call.client().header("If-Match");
    if (sent.isEmpty()) {
      throw Problem.of(
              428,
              "precondition-required",
              "Say which version",
              "If-Match: expected the ETag of the version to change")
          .refusal();
    }
    if (tags(sent.get()).stream().noneMatch(t -> t.equals("*") || t.equals(tag))) {
      throw changed();
    }
  }

  /** 412: somebody else was faster. */
  public static Refusal changed() {
    return Problem.of(
            412,
            "precondition-failed",
            "Changed meanwhile",
            "If-Match: expected the newest version; read it again, then repeat the change")
        .refusal();
  }

  /** True when an {@code If-None-Match} names this version, weak or not. */
  boolean isIn(String sent) {
    return tags(sent).stream().anyMatch(t -> t.equals("*") || bare(t).equals(bare(tag)));
  }

  private static String bare(String tag) {
    return tag.startsWith("W/") ? tag.substring(2) : tag;
  }

  private static List<String> tags(String sent) {
    return List.of(sent.split("\\s*,\\s*"));
  }
}
