package io.tapeloom.user.io;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose name {@code user:7} and {@code key:3} are, for people to read; also of keys that were
 * revoked.
 */
final class Emails {
  static final String FIND =
      """
      SELECT 'user:' || id AS name, email FROM app_user WHERE id = ANY($1)
      UNION ALL
      SELECT 'key:' || k.id, u.email FROM api_key k JOIN app_user u ON u.id = k.user_id
      WHERE k.id = ANY($2)
      """;

  private static final Pattern NAME = Pattern.compile("(user|key):([0-9]{1,18})");
  private final Pool pool;

  Emails(Pool pool) {
    this.pool = pool;
  }

  /** E-mails by those names; names of nobody are left out. */
  Future<Map<String, String>> of(Collection<String> names) {
    Tuple ids = Tuple.tuple().addValue(ids("user", names)).addValue(ids("key", names));
    return pool.preparedQuery(FIND)
        .execute(ids)
        .map(
            rows -> {
              Map<String, String> emails = new HashMap<>();
              rows.forEach(row -> emails.put(row.getString("name"), row.getString("email")));
              return emails;
            });
  }

  /** Adds to each row, as {@code field}Email, whose name stands in that field; null for nobody. */
  Future<List<JsonObject>> beside(List<JsonObject> rows, String... fields) {
    Function<String, List<String>> names =
        field -> rows.stream().map(row -> row.getString(field)).toList();
    return of(List.of(fields).stream().flatMap(f -> names.apply(f).stream()).distinct().toList())
        .map(
            emails -> {
              for (String field : fields) {
                rows.forEach(row -> row.put(field + "Email", emails.get(row.getString(field))));
              }
              return rows;
            });
  }

  private static Long[] ids(String kind, Collection<String> names) {
    return names.stream()
        .map(NAME::matcher)
        .filter(Matcher::matches)
        .filter(name -> name.group(1).equals(kind))
        .map(name -> Long.parseLong(name.group(2)))
        .toArray(Long[]::new);
  }
}
