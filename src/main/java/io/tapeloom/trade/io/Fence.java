package io.tapeloom.trade.io;

/** What a write must carry to be accepted: the role it is made in and the epoch of its lease. */
record Fence(String role, long epoch) {
  /** The fence of a lease that is held; refuses to write without one. */
  static Fence of(ExecutorLease lease) {
    long epoch =
        lease
            .epoch()
            .orElseThrow(
                () -> new IllegalStateException("no lease for role " + lease.role() + " now"));
    return new Fence(lease.role(), epoch);
  }
}
