package io.tapeloom.gateway;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.kernel.Interval;
import io.tapeloom.kernel.Market;
import io.tapeloom.user.Caller;
import io.tapeloom.user.Role;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Every address that leaves for browsers, by its exact name, and who may hear it. */
final class UiAddresses {
  private static final List<String> FOR_VIEWERS =
      List.of("heartbeat", "rates", "tape", "signals", "paper", "status", "risk");
  private static final List<String> FOR_ADMINS = List.of("server");
  private final Map<String, Role> needed = new TreeMap<>();

  /** The addresses of a program with those instruments. */
  UiAddresses(Collection<Instrument> instruments) {
    FOR_VIEWERS.forEach(topic -> needed.put("ui." + topic, Role.VIEWER));
    FOR_ADMINS.forEach(topic -> needed.put("ui." + topic, Role.ADMIN));
    for (Instrument instrument : instruments) {
      if (instrument.market() == Market.USDM) {
        chartIntervals().forEach(i -> needed.put("ui." + chart(instrument, i), Role.VIEWER));
      }
    }
  }

  /** Codes of the intervals that have a live chart. */
  static List<String> chartIntervals() {
    return Stream.concat(Stream.of("1s"), Arrays.stream(Interval.values()).map(Interval::code))
        .toList();
  }

  /** Topic of one live chart. */
  static String chart(Instrument instrument, String interval) {
    return "chart." + instrument.symbol() + "." + interval;
  }

  /** All of them. */
  Set<String> all() {
    return Collections.unmodifiableSet(needed.keySet());
  }

  /** False for an address that does not exist too: nobody learns the difference. */
  boolean permits(Caller caller, String address) {
    return Optional.ofNullable(needed.get(address)).filter(caller::covers).isPresent();
  }
}
