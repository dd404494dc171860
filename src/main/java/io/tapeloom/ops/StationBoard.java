package io.tapeloom.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which stations run, and how often each was replaced. Stations of one kind, {@code signals of
 * usdm.BTCUSDT} and its sisters, are shown as instances of one. Any thread may write and read.
 */
public final class StationBoard {
  private final Map<String, Station> stations = new TreeMap<>();

  private record Station(boolean up, int restarts) {}

  /** Stations of one kind. */
  public record Kind(String name, int instances, int restarts, boolean up) {}

  /** That station runs. */
  public synchronized void up(String name) {
    stations.put(name, new Station(true, restarts(name)));
  }

  /** That station broke and will be replaced. */
  public synchronized void broke(String name) {
    stations.put(name, new Station(false, restarts(name) + 1));
  }

  private int restarts(String name) {
    return stations.getOrDefault(name, new Station(true, 0)).restarts();
  }

  /** Every kind by name; one is up while all of its stations are. */
  public synchronized List<Kind> kinds() {
    Map<String, Kind> kinds = new TreeMap<>();
    stations.forEach(
        (name, station) -> {
          String kind = name.split(" of ", 2)[0];
          Kind before = kinds.getOrDefault(kind, new Kind(kind, 0, 0, true));
          kinds.put(
              kind,
              new Kind(
                  kind,
                  before.instances() + 1,
                  before.restarts() + station.restarts(),
                  before.up() && station.up()));
        });
    return new ArrayList<>(kinds.values());
  }
}
