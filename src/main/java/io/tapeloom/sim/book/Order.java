package io.tapeloom.sim.book;

/** A resting order: a link in the queue of its level. Kept and used again. */
final class Order {
  long id;
  int owner;
  long steps;
  Level level;
  Order before;
  Order after;

  boolean ofHouse() {
    return owner == MatchingBook.HOUSE;
  }
}
