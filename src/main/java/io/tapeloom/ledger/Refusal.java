package io.tapeloom.ledger;

/**
 * Why a request was not simply accepted.
 *
 * @param code the exchange's error code, 0 where it gave none
 * @param words the exchange's or our own, in one line
 */
public record Refusal(Ground ground, int code, String words) {
  /** The kinds of trouble that are handled differently. */
  public enum Ground {
    /** Our own budget, breaker or pool held it back. */
    HELD_BACK,
    /** No connection came to be. */
    NO_CONNECTION,
    /** No answer, or none that can be read. */
    NO_ANSWER,
    /** Too many requests or orders; silence until the time it names. */
    THROTTLED,
    /** The address is banned; silence until the time it names. */
    BANNED,
    /** The exchange is too busy; a reduce-only order may come again. */
    BUSY,
    /** Our clock differs from the exchange's. */
    CLOCK,
    /** Key, signature, address or permissions are not accepted. */
    KEY,
    /** An order with that id lives already. */
    DUPLICATE,
    /** There is no such order, or not any more. */
    NO_SUCH_ORDER,
    /** Price, quantity or notional break a rule of the symbol. */
    FILTER,
    /** Not enough balance or margin. */
    MARGIN,
    /** A stop whose price was passed already. */
    WOULD_TRIGGER,
    /** A post-only order that would take, or a fill-or-kill that would not fill. */
    WOULD_NOT_REST,
    /** Nothing is left to reduce. */
    NOTHING_TO_REDUCE,
    /** The exchange moved this kind of order elsewhere: our protocol is out of date. */
    MOVED,
    /** It was so already. */
    NO_CHANGE,
    /** The listen key is not good any more. */
    NO_LISTEN_KEY,
    /** Anything else. */
    OTHER
  }

  /** A refusal of our own. */
  public static Refusal of(Ground ground, String words) {
    return new Refusal(ground, 0, words);
  }
}
