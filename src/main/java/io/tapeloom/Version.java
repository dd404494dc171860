package io.tapeloom;

import java.util.Optional;

/** What this program calls itself. */
public final class Version {
  private Version() {}

  /** The version in the jar's manifest, or {@code development} where it runs from classes. */
  public static String text() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
