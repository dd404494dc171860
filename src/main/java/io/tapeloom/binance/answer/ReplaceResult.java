package io.tapeloom.binance.answer;

/** What became of one half of a cancel-and-replace. */
public enum ReplaceResult {
  SUCCESS,
  FAILURE,
  NOT_ATTEMPTED
}
