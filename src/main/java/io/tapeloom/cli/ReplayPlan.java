package io.tapeloom.cli;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.signal.EngineSettings;
import io.tapeloom.signal.Profile;
import io.tapeloom.trade.PaperSettings;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What a replay is told beside the tape.
 *
 * @param profiles strategies to score, in the order of their lines at one boundary
 * @param late boundaries that the run being repeated sealed too late to trade
 * @param stepE8 quantity step in 1e-8; absent = the finest decimal of the tape
 * @param tickE8 price step in 1e-8; absent = the finest decimal of the tape
 */
public record ReplayPlan(
    Instrument instrument,
    List<Profile> profiles,
    Set<Long> late,
    OptionalLong stepE8,
    OptionalLong tickE8,
    EngineSettings engine,
    PaperSettings paper) {

  /** Nothing late, default settings, steps read off the tape. */
  public static ReplayPlan of(Instrument instrument, List<Profile> profiles) {
    return new ReplayPlan(
        instrument,
        profiles,
        Set.of(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        EngineSettings.DEFAULT,
        PaperSettings.DEFAULT);
  }

  /** The same with the boundaries that were late. */
  public ReplayPlan withLate(Set<Long> boundaries) {
    return new ReplayPlan(instrument, profiles, boundaries, stepE8, tickE8, engine, paper);
  }

  /** The same with steps known from elsewhere; an empty one is still read off the tape. */
  public ReplayPlan withSteps(OptionalLong newStepE8, OptionalLong newTickE8) {
    return new ReplayPlan(instrument, profiles, late, newStepE8, newTickE8, engine, paper);
  }

  /** The profile of that name. */
  public Optional<Profile> profile(String name) {
    return profiles.stream().filter(p -> p.name().equals(name)).findFirst();
  }
}
