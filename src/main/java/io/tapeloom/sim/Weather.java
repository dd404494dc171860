package io.tapeloom.sim;

/**
 * What a scenario makes of one minute.
 *
 * @param wild factor of the usual deviation
 * @param trades factor of the usual number of trades, 0 for none at all
 * @param push change of the price in usual deviations
 * @param flow added to the pressure of the takers
 * @param sweepers who sweeps the book
 */
record Weather(double wild, double trades, double push, double flow, int sweepers) {
  static final int NOBODY = 0;
  static final int ANYBODY = 1;
  static final int SELLERS = -1;

  /** A minute that is left as it is. */
  static final Weather FAIR = new Weather(1, 1, 0, 0, ANYBODY);
}
