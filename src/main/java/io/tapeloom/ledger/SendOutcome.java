package io.tapeloom.ledger;

/**
 * What became of a request that may change an account. There are four answers and not two, because
 * an order whose fate is not known must be neither repeated nor forgotten.
 */
public sealed interface SendOutcome<T> {
  /** The exchange did it. */
  record Accepted<T>(T answer) implements SendOutcome<T> {}

  /** The exchange looked at it and said no. */
  record Rejected<T>(Refusal refusal) implements SendOutcome<T> {}

  /** It certainly never reached the matching engine; an exit may be sent again at once. */
  record NotSent<T>(Refusal refusal) implements SendOutcome<T> {}

  /** Nobody knows; to be resolved by asking, never by sending it again. */
  record Unknown<T>(Refusal refusal) implements SendOutcome<T> {}
}
