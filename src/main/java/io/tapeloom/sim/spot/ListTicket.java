package io.tapeloom.sim.spot;

/** An order list as its owner wants it. */
public sealed interface ListTicket {
  /** Its client id; empty where the exchange shall choose one. */
  String clientListId();

  /** The symbol of its orders. */
  String symbol();

  /** Two orders of which one ends the other: one above the market, one below. */
  record Oco(String clientListId, Ticket above, Ticket below) implements ListTicket {
    @Override
    public String symbol() {
      return above.symbol();
    }
  }

  /** An order that starts another when it is filled. */
  record Oto(String clientListId, Ticket working, Ticket pending) implements ListTicket {
    @Override
    public String symbol() {
      return working.symbol();
    }
  }

  /** An order that starts a pair when it is filled. */
  record Otoco(String clientListId, Ticket working, Ticket above, Ticket below)
      implements ListTicket {
    @Override
    public String symbol() {
      return working.symbol();
    }
  }
}
