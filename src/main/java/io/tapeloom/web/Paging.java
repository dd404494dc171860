package io.tapeloom.web;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a list: at most {@code limit} items after the row whose keys the cursor holds. Ask
 * the database for {@link #fetch()} rows: the extra one tells whether there is a next page.
 *
 * @param limit most items
 * @param after keys of the last row of the page before, in the order of the sort
 */
public record Paging(int limit, Optional<Keys> after) {
  /** The sort keys of one row. */
  public record Keys(List<String> values) {
    /** Copies the values. */
    public Keys {
      values = List.copyOf(values);
    }

    /** Keys of a row; each is kept as text. */
    public static Keys of(Object... values) {
      return new Keys(List.of(values).stream().map(String::valueOf).toList());
    }

    /** The text key at that place. */
    public String text(int at) {
      return at < values.size() ? values.get(at) : refuse();
    }

    /** The whole number at that place. */
    public long number(int at) {
      String text = text(at);
      return text.matches("-?[0-9]{1,18}") ? Long.parseLong(text) : Long.parseLong(refuse());
    }

    private static String refuse() {
      throw Problem.invalid("/query/cursor", "cursor: expected the nextCursor of this list")
          .refusal();
    }

    /** The opaque text that callers hand back. */
    public String cursor() {
      byte[] json = new JsonArray(values).encode().getBytes(StandardCharsets.UTF_8);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
    }

    /** Reads a cursor back; anything that is not ours is refused. */
    public static Keys parse(String cursor) {
      try {
        String json = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        return new Keys(new JsonArray(json).stream().map(String.class::cast).toList());
      } catch (RuntimeException notOurs) {
        return new Keys(List.of(refuse()));
      }
    }
  }

  /** How many rows to ask the database for. */
  public int fetch() {
    return limit + 1;
  }

  /** The page as {@code {items, nextCursor}} from up to {@link #fetch()} rows. */
  public <T> JsonObject page(List<T> rows, Function<T, Keys> keys, Function<T, JsonObject> json) {
    List<T> shown = rows.size() > limit ? rows.subList(0, limit) : rows;
    JsonArray items = new JsonArray();
    shown.forEach(row -> items.add(json.apply(row)));
    String next = rows.size() > limit ? keys.apply(shown.getLast()).cursor() : null;
    return new JsonObject().put("items", items).put("nextCursor", next);
  }
}
