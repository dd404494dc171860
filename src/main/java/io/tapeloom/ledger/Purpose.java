package io.tapeloom.ledger;

/** Why an order exists; the letter stands in its client id. */
public enum Purpose {
  ENTRY('E'),
  STOP('S'),
  TAKE('T'),
  EXIT('X'),
  FLATTEN('F');

  private final char letter;

  Purpose(char letter) {
    this.letter = letter;
  }

  /** The letter in the client id. */
  public char letter() {
    return letter;
  }

  /**
   * The purpose of a letter.
   *
   * @throws IllegalArgumentException when no purpose has it
   */
  public static Purpose of(char letter) {
    for (Purpose purpose : values()) {
      if (purpose.letter == letter) {
        return purpose;
      }
    }
    throw new IllegalArgumentException("purpose: expected one of ESTXF, got '" + letter + "'");
  }
}
