package io.tapeloom.sim.io;

import io.tapeloom.sim.Refused;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Every REST call of the exchange by its verb and path, for the door and for the exchange itself.
 */
final class Inside {
  private final Map<String, Endpoint> endpoints = new HashMap<>();

  Inside(List<? extends Endpoints> parts) {
    parts.stream().flatMap(part -> part.endpoints().stream()).forEach(this::add);
  }

  private void add(Endpoint endpoint) {
    if (endpoints.put(endpoint.method() + " " + endpoint.path(), endpoint) != null) {
      throw new IllegalStateException("two answers to " + endpoint.path());
    }
  }

  /** The call of that verb and path, null when there is none. */
  Endpoint find(String call) {
    return endpoints.get(call);
  }

  /** Makes a call in the name of an account, without key, limits or latency. */
  String call(String call, Params params, int account, long nowMs) {
    Endpoint endpoint = endpoints.get(call);
    if (endpoint == null) {
      throw new Refused(-5000, "Path " + call + " is invalid");
    }
    return endpoint.handler().answer(new Call(params, account, "", nowMs, false));
  }
}
