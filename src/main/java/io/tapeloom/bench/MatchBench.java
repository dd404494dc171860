package io.tapeloom.bench;

import io.tapeloom.sim.book.Force;
import io.tapeloom.sim.book.MatchingBook;
import io.tapeloom.sim.book.Stp;
import java.util.function.Consumer;

/** What an order costs in the pure matching core of the simulated exchange. */
final class MatchBench implements Bench {
  private static final int BLOCKS = 40;
  private static final int WARM_PASSES = 2;

  @Override
  public String name() {
    return "match";
  }

  @Override
  public String what() {
    return "orders, cancels and reductions through one book of 10,000 resting orders, one thread,"
        + " beside a book of trees and queues";
  }

  @Override
  public String goal() {
    return "at least 500,000 new orders/s of one core, no garbage";
  }

  @Override
  public void run(Effort effort, Consumer<Figure> out, Consumer<String> talk) {
    MatchFlow flow = new MatchFlow(20_261_121, effort.matchCommands());
    for (int pass = 0; pass < WARM_PASSES; pass++) {
      new Pass(flow, new TradeHash()).run(fast(new TradeHash()));
      new Pass(flow, new TradeHash()).run(new PlainBook(new TradeHash()));
    }
    TradeHash fastTrades = new TradeHash();
    Pass fast = new Pass(flow, fastTrades);
    fast.run(fast(fastTrades));
    TradeHash plainTrades = new TradeHash();
    Pass plain = new Pass(flow, plainTrades);
    plain.run(new PlainBook(plainTrades));
    if (fastTrades.hash() != plainTrades.hash()) {
      throw new IllegalStateException("the book and its yardstick do not trade the same");
    }
    figures(fast, plain, out);
  }

  private void figures(Pass fast, Pass plain, Consumer<Figure> out) {
    double orders = 1e9 / fast.nanosPerOrder.median();
    double plainOrders = 1e9 / plain.nanosPerOrder.median();
    out.accept(Figure.atLeast(500_000, name(), "new orders of one core", orders, "per s"));
    out.accept(plain("new orders, slowest block", 1e9 / fast.nanosPerOrder.max(), "per s"));
    out.accept(plain("commands of one core", 1e9 / fast.nanosPerCommand.median(), "per s"));
    out.accept(plain("trades for each order", fast.tradesPerOrder(), "trades"));
    double bytes = (double) fast.allocated / fast.orders;
    out.accept(Figure.atMost(0.01, name(), "allocated for each order", bytes, "bytes"));
    out.accept(plain("resting in the end", fast.flow.resting(), "orders"));
    out.accept(plain("trees and queues, new orders", plainOrders, "per s"));
    out.accept(plain("book / trees and queues", orders / plainOrders, "x"));
  }

  private Figure plain(String name, double value, String unit) {
    return Figure.plain(name(), name, value, unit);
  }

  private static MatchFlow.Book fast(TradeHash trades) {
    MatchingBook book = new MatchingBook(trades);
    return new MatchFlow.Book() {
      @Override
      public void submit(long id, int owner, boolean buy, long ticks, long steps, Force force) {
        book.submit(id, owner, buy, ticks, steps, force, Stp.EXPIRE_MAKER);
      }

      @Override
      public void cancel(long id) {
        book.cancel(id);
      }

      @Override
      public void reduce(long id, long steps) {
        book.reduce(id, steps);
      }
    };
  }

  /** One time through the flow; its first half fills the book, its second half counts. */
  private static final class Pass {
    private final MatchFlow flow;
    private final TradeHash trades;
    private final Spread nanosPerOrder = new Spread();
    private final Spread nanosPerCommand = new Spread();
    private long allocated;
    private long orders;
    private long tradesBefore;

    private Pass(MatchFlow flow, TradeHash trades) {
      this.flow = flow;
      this.trades = trades;
    }

    private void run(MatchFlow.Book book) {
      int from = flow.commands() / 2;
      int block = from / BLOCKS;
      flow.play(book, 0, from);
      tradesBefore = trades.trades();
      for (int i = 0; i < BLOCKS; i++) {
        int at = from + i * block;
        long bytes = ThreadClock.allocatedBytes();
        long start = ThreadClock.nanos();
        int placed = flow.play(book, at, at + block);
        double nanos = ThreadClock.nanos() - start;
        allocated += ThreadClock.allocatedBytes() - bytes;
        orders += placed;
        nanosPerOrder.add(nanos / placed);
        nanosPerCommand.add(nanos / block);
      }
    }

    private double tradesPerOrder() {
      return (double) (trades.trades() - tradesBefore) / orders;
    }
  }
}
