package io.tapeloom.sim.spot;

import java.util.List;

/** An order as it stood when the exchange answered, with what it traded until then. */
public record Placed(OrderView order, List<Fill> fills, long timeMs) {}
