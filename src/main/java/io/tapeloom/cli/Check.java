package io.tapeloom.cli;

import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** One line of the doctor: what was looked at, how it is, and what to do. */
record Check(String name, State state, String note) {
  /** How bad it is. */
  enum State {
    OK,
    WARN,
    FAIL
  }

  static Check ok(String name, String note) {
    return new Check(name, State.OK, note);
  }

  static Check warn(String name, String note) {
    return new Check(name, State.WARN, note);
  }

  static Check fail(String name, String note) {
    return new Check(name, State.FAIL, note);
  }

  String line() {
    return "%-4s  %-13s %s".formatted(word(), name, note);
  }

  JsonObject json() {
    return new JsonObject().put("name", name).put("state", word()).put("note", note);
  }

  private String word() {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
