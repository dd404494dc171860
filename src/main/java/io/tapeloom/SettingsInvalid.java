package io.tapeloom;

import java.util.List;

/** What is wrong with the configuration, one line for each mistake; the program does not start. */
public final class SettingsInvalid extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<String> problems;

  /** One line for each mistake. */
  public SettingsInvalid(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** The mistakes, each a full sentence that names its key and its place. */
  public List<String> problems() {
    return problems;
  }
}
