package io.tapeloom.sim.io;

import java.util.List;

/** A part of the exchange and the calls it answers. */
public interface Endpoints {
  /** Its REST calls. */
  List<Endpoint> endpoints();

  /** Its methods of the WebSocket API. */
  default List<Method> methods() {
    return List.of();
  }
}
