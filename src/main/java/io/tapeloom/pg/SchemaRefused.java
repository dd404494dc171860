package io.tapeloom.pg;

/** The schema is not one that this program may work on. */
public final class SchemaRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SchemaRefused(String message, Throwable cause) {
    super(message, cause);
  }
}
