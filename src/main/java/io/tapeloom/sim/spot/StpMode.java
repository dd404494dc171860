package io.tapeloom.sim.spot;

import io.tapeloom.sim.book.Stp;

/** What happens instead of a trade with oneself. */
public enum StpMode {
  /** The trade happens. */
  NONE(Stp.NONE),
  /** The incoming order expires. */
  EXPIRE_TAKER(Stp.EXPIRE_TAKER),
  /** The resting order expires. */
  EXPIRE_MAKER(Stp.EXPIRE_MAKER),
  /** Both expire. */
  EXPIRE_BOTH(Stp.EXPIRE_BOTH);

  private final Stp stp;

  StpMode(Stp stp) {
    this.stp = stp;
  }

  Stp stp() {
    return stp;
  }
}
