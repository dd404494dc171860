package io.tapeloom.signal;

import io.tapeloom.market.AggTrade;
import io.tapeloom.market.Gap;
import io.tapeloom.market.Quiet;

/** One thing that happens to an engine in a random run. */
sealed interface Step {
  /** A trade, seen at that market time. */
  record Trade(AggTrade trade, long nowMs) implements Step {}

  /** Proof of silence. */
  record Silence(Quiet quiet, long nowMs) implements Step {}

  /** Ids that nobody can supply. */
  record Hole(Gap gap) implements Step {}

  /** New values from outside the tape. */
  record News(Inputs inputs) implements Step {}
}
