package io.tapeloom.kernel;

/** An exchange symbol such as {@code BTCUSDT}: upper-case letters and digits, 2 to 30 of them. */
public record Symbol(String name) implements Comparable<Symbol> {
  /** Refuses anything that is not an upper-case exchange symbol. */
  public Symbol {
    if (!valid(name)) {
      throw new IllegalArgumentException(
          "symbol: expected 2 to 30 of A-Z, 0-9 and _, got \"" + name + "\"");
    }
  }

  private static boolean valid(String name) {
    if (name == null || name.length() < 2 || name.length() > 30) {
      return false;
    }
    return name.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_');
  }

  @Override
  public int compareTo(Symbol other) {
    return name.compareTo(other.name);
  }

  @Override
  public String toString() {
    return name;
  }
}
