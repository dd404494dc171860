package io.tapeloom.user;

import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * Checks an audit log, oldest row first: ids without a hole, and each hash as the row and the one
 * before it give it. Whoever changes a row must change every later one, and whoever takes one out
 * leaves a hole.
 */
public final class AuditChain {
  private final UnaryOperator<String> sha256;
  private long rows;
  private String hash = "";
  private OptionalLong firstBad = OptionalLong.empty();

  /**
   * A check that has seen nothing yet.
   *
   * @param sha256 SHA-256 of a text's UTF-8 bytes, in lower-case hexadecimal
   */
  public AuditChain(UnaryOperator<String> sha256) {
    this.sha256 = sha256;
  }

  /** Looks at the next row. */
  public void on(AuditRow row) {
    rows++;
    boolean good = row.id() == rows && row.hash().equals(sha256.apply(row.content(hash)));
    if (!good && firstBad.isEmpty()) {
      firstBad = OptionalLong.of(row.id());
    }
    hash = row.hash();
  }

  /** How many rows were looked at. */
  public long rows() {
    return rows;
  }

  /** The id of the first row that is not as it was written. */
  public OptionalLong firstBad() {
    return firstBad;
  }

  /** The newest row's hash: whoever keeps it elsewhere sees when rows are cut off at the end. */
  public String newest() {
    return hash;
  }
}
