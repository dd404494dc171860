package io.tapeloom.gateway;

import io.tapeloom.web.Answer;
import io.tapeloom.web.Call;
import io.tapeloom.web.Problem;
import io.tapeloom.web.ProblemList;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The pages behind the types of problems: what a code means and what to do about it. */
final class ProblemPages {
  private static final String STYLE =
      """
      :root{color-scheme:light dark;font:16px/1.55 system-ui,sans-serif}
      body{max-width:44rem;margin:3rem auto;padding:0 1.25rem}
      h1{font-size:1.5rem;margin:.25rem 0 1rem}code{font-family:ui-monospace,monospace}
      dt{font-weight:600;margin-top:1rem}dd{margin:0}li{margin:.25rem 0}
      """;
  private static final String POLICY =
      "default-src 'none'; style-src '"
          + hash()
          + "'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
  private static final String TYPE = "text/html; charset=utf-8";
  private final Map<String, ProblemList.Entry> entries;

  ProblemPages(Map<String, ProblemList.Entry> entries) {
    this.entries = entries;
  }

  Future<Answer> index(Call call) {
    StringBuilder items = new StringBuilder("<ul>\n");
    entries.forEach(
        (code, entry) ->
            items.append(
                "<li><a href=\"/problems/%s\"><code>%s</code></a> %d %s</li>\n"
                    .formatted(code, code, entry.status(), text(entry.title()))));
    return page("Problems", "<h1>Problems</h1>\n" + items + "</ul>");
  }

  Future<Answer> page(Call call) {
    String code = call.required("code");
    ProblemList.Entry entry = entries.get(code);
    if (entry == null) {
      return Future.failedFuture(Problem.notFound("no problem has this code").refusal());
    }
    String body =
        """
        <p><code>%d %s</code></p>
        <h1>%s</h1>
        <dl><dt>What it means</dt><dd>%s</dd><dt>What to do</dt><dd>%s</dd></dl>
        <p><a href="/problems">All problems</a></p>"""
            .formatted(
                entry.status(), code, text(entry.title()), text(entry.means()), text(entry.todo()));
    return page(entry.title(), body);
  }

  private static Future<Answer> page(String title, String body) {
    String html =
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width,initial-scale=1">
        <title>%s · Tapeloom</title><style>%s</style></head>
        <body><main>
        %s
        </main></body></html>
        """
            .formatted(text(title), STYLE, body);
    Answer answer = Answer.of(TYPE, Buffer.buffer(html));
    return Future.succeededFuture(answer.withHeader("Content-Security-Policy", POLICY));
  }

  private static String text(String plain) {
    String escaped = plain;
    for (List<String> pair :
        List.of(List.of("&", "&amp;"), List.of("<", "&lt;"), List.of("\"", "&quot;"))) {
      escaped = escaped.replace(pair.getFirst(), pair.getLast());
    }
    return escaped;
  }

  private static String hash() {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(STYLE.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
