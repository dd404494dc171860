package io.tapeloom.risk;

import java.util.Optional;

/**
 * Says yes or no to an entry, by rules that depend on rows alone: one position per symbol and
 * strategy, at most so many symbols per strategy. An opposite signal is no second position: it
 * takes the place of the one it closes.
 */
public final class RiskEngine {
  private final Limits limits;

  /** An engine that holds those limits. */
  public RiskEngine(Limits limits) {
    this.limits = limits;
  }

  /** The verdict on an entry, given what the strategy holds. */
  public Verdict decide(Proposal proposal, Exposure exposure) {
    return refusal(proposal, exposure)
        .<Verdict>map(Verdict.Refused::new)
        .orElseGet(() -> new Verdict.Approved(proposal.qty()));
  }

  private Optional<RefusalReason> refusal(Proposal p, Exposure exposure) {
    if (!limits.known().contains(p.strategy())) {
      return Optional.of(RefusalReason.UNKNOWN_PROFILE);
    }
    if (!limits.enabled().contains(p.strategy())) {
      return Optional.of(RefusalReason.DISABLED);
    }
    return size(p).or(() -> occupied(p, exposure));
  }

  private static Optional<RefusalReason> size(Proposal p) {
    if (!p.tiered()) {
      return Optional.of(RefusalReason.NO_TIER);
    }
    return p.qty().signum() > 0 ? Optional.empty() : Optional.of(RefusalReason.QTY_BELOW_STEP);
  }

  private Optional<RefusalReason> occupied(Proposal p, Exposure exposure) {
    if (exposure.any(p.instrument(), Exposure.Stage.QUARANTINED)) {
      return Optional.of(RefusalReason.QUARANTINED);
    }
    if (exposure.any(p.instrument(), Exposure.Stage.PENDING)) {
      return Optional.of(RefusalReason.ENTRY_PENDING);
    }
    if (exposure.holds(p.instrument(), p.side())) {
      return Optional.of(RefusalReason.POSITION_OPEN);
    }
    return exposure.others(p.instrument()) < limits.maxPositions()
        ? Optional.empty()
        : Optional.of(RefusalReason.MAX_POSITIONS);
  }
}
