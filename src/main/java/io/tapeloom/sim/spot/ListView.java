package io.tapeloom.sim.spot;

import java.util.List;

/** An order list as it stood at one moment, with its orders in the order of their ids. */
public record ListView(
    int account,
    long listId,
    Contingency contingency,
    ListStatus status,
    String clientListId,
    String symbol,
    long timeMs,
    List<OrderView> orders) {}
