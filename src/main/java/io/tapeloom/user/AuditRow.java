package io.tapeloom.user;

import java.util.List;

/**
 * One thing somebody did.
 *
 * @param who name of the caller
 * @param before what it was, as JSON, or empty
 * @param after what it became, as JSON, or empty
 * @param result {@code ok}, or why not
 * @param hash hash of this row and the one before it, in hexadecimal
 */
public record AuditRow(
    long id,
    long timeMs,
    String who,
    String action,
    String target,
    String before,
    String after,
    String address,
    String result,
    String hash) {

  /** Everything the hash covers, unmistakably: each part with its length before it. */
  String content(String hashBefore) {
    StringBuilder content = new StringBuilder();
    for (String part :
        List.of(
            hashBefore,
            Long.toString(id),
            Long.toString(timeMs),
            who,
            action,
            target,
            before,
            after,
            address,
            result)) {
      content.append(part.codePointCount(0, part.length())).append(':').append(part);
    }
    return content.toString();
  }
}
