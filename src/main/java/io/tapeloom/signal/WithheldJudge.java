package io.tapeloom.signal;

import io.tapeloom.kernel.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds every reason why a scored boundary is not traded, in the order of {@link Withheld}. */
final class WithheldJudge {
  private final EngineSettings settings;
  private final Punctuality punctuality;
  private final Cooldown cooldown;
  private final Positions positions;

  WithheldJudge(
      EngineSettings settings, Punctuality punctuality, Cooldown cooldown, Positions positions) {
    this.settings = settings;
    this.punctuality = punctuality;
    this.cooldown = cooldown;
    this.positions = positions;
  }

  /** All that apply, not only the first: each of them explains something to the reader. */
  List<Withheld> reasons(Profile profile, Decision decision, boolean gapped, long sealedMs) {
    long t = decision.t();
    String strategy = profile.name();
    Optional<Side> direction = decision.direction();
    List<Withheld> reasons = new ArrayList<>(Withheld.values().length);
    addIf(reasons, warming(decision), Withheld.WARMING);
    addIf(reasons, gapped, Withheld.GAP);
    addIf(reasons, punctuality.late(t, sealedMs), Withheld.LATE);
    addIf(reasons, Scorer.stale(profile, decision.inputs(), t), Withheld.STALE_INPUT);
    addIf(reasons, direction.isEmpty(), Withheld.NO_DIRECTION);
    addIf(reasons, decision.score() < profile.threshold(), Withheld.BELOW_THRESHOLD);
    addIf(reasons, cooldown.resting(strategy, t), Withheld.COOLDOWN);
    addIf(reasons, held(strategy, direction), Withheld.POSITION_OPEN);
    addIf(reasons, settings.maxPositions() == 0, Withheld.MAX_POSITIONS);
    addIf(reasons, !profile.enabled(), Withheld.DISABLED);
    return reasons;
  }

  private boolean warming(Decision decision) {
    return decision.t() - decision.tapeFromMs() < settings.warmMs()
        || decision.windows().atr5m().isEmpty();
  }

  /** A position on the same side blocks; one on the other side may be flipped. */
  private boolean held(String strategy, Optional<Side> direction) {
    return direction.isPresent() && positions.held(strategy).equals(direction);
  }

  private static void addIf(List<Withheld> reasons, boolean applies, Withheld reason) {
    if (applies) {
      reasons.add(reason);
    }
  }
}
