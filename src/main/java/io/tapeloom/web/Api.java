package io.tapeloom.web;

import java.util.Map;

/** The part of the HTTP contract that one room serves: an operation for each id it owns. */
public interface Api {
  /** Handlers by operation id of {@code openapi.yaml}. */
  Map<String, Operation> operations();
}
