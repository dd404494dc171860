package io.tapeloom.sim.spot;

import io.tapeloom.sim.book.LadderSource;
import io.tapeloom.sim.book.Prints;

/**
 * One symbol as the desk sees it.
 *
 * @param prints the trades of the rest of the market
 * @param ladder what the rest of the market quotes
 * @param reference the prices that rules look at
 */
public record SpotVenue(SpotRules rules, Prints prints, LadderSource ladder, Reference reference) {}
