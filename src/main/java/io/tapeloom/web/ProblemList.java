package io.tapeloom.web;

import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every code a problem may have, from {@code problems.yaml}, with what it means. */
public final class ProblemList {
  private ProblemList() {}

  /**
   * One code.
   *
   * @param means what happened
   * @param todo what the caller can do
   */
  public record Entry(int status, String title, String means, String todo) {}

  /** All of them by their code, in the order of the file. */
  public static Map<String, Entry> load() {
    JsonObject file = ContractFile.read("problems.yaml");
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (String code : file.fieldNames()) {
      JsonObject entry = file.getJsonObject(code);
      entries.put(
          code,
          new Entry(
              entry.getInteger("status"),
              entry.getString("title"),
              entry.getString("means"),
              entry.getString("do")));
    }
    return entries;
  }
}
