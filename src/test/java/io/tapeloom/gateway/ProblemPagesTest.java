package io.tapeloom.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.kernel.Failure;
import io.tapeloom.web.ContractCheck;
import io.tapeloom.web.Problem;
import io.tapeloom.web.ProblemList;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The type of every problem leads to a page that explains it. */
class ProblemPagesTest {
  private static final Pattern CODE =
      Pattern.compile("\\(\\s*([45][0-9]{2}),\\s*\"([a-z0-9-]+)\",\\s*\"");
  private final Map<String, ProblemList.Entry> list = ProblemList.load();

  /** Codes with the place where the program makes them. */
  private static Map<String, String> codes() throws IOException {
    Map<String, String> codes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        Matcher found = CODE.matcher(Files.readString(file));
        while (found.find()) {
          codes.put(found.group(2), file.getFileName() + " status " + found.group(1));
        }
      }
    }
    for (Failure.Reason reason : Failure.Reason.values()) {
      codes.put(Problem.of(new Failure(reason, "x")).code(), "Failure." + reason);
    }
    return codes;
  }

  @Test
  void everyCodeOfTheProgramIsExplained() throws Exception {
    Map<String, String> codes = codes();
    assertTrue(codes.size() > 15, codes::toString);
    codes.keySet().removeAll(list.keySet());
    assertEquals(Map.of(), codes, "please explain these in src/main/resources/problems.yaml");
    for (Map.Entry<String, ProblemList.Entry> each : list.entrySet()) {
      ProblemList.Entry entry = each.getValue();
      assertTrue(entry.status() >= 400 && entry.status() < 600, each::getKey);
      for (String text : List.of(entry.title(), entry.means(), entry.todo())) {
        assertFalse(text.isBlank(), each::getKey);
      }
    }
  }

  /** Code, status and title stand side by side wherever a problem is made. */
  @Test
  void statusAndTitleOfTheProgramAreThoseOfItsPage() throws Exception {
    Pattern made = Pattern.compile("\\(\\s*([45][0-9]{2}),\\s*\"([a-z0-9-]+)\",\\s*\"([^\"]+)\"");
    List<String> wrong = new ArrayList<>();
    int seen = 0;
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "java"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        Matcher found = made.matcher(Files.readString(file));
        while (found.find()) {
          seen++;
          ProblemList.Entry page = list.get(found.group(2));
          if (page.status() != Integer.parseInt(found.group(1))
              || !page.title().equals(found.group(3))) {
            wrong.add(file.getFileName() + ": " + found.group() + ", the page says " + page);
          }
        }
      }
    }
    assertTrue(seen > 25, "saw " + seen);
    assertEquals(List.of(), wrong);
    for (Failure.Reason reason : Failure.Reason.values()) {
      Problem problem = Problem.of(new Failure(reason, "x"));
      assertEquals(list.get(problem.code()).status(), problem.status(), problem.code());
      assertEquals(list.get(problem.code()).title(), problem.title(), problem.code());
    }
  }

  @Test
  void everyPageIsThereAndNeedsNothingFromElsewhere() throws Exception {
    GatewayRig rig = GatewayRig.bare();
    for (String code : list.keySet()) {
      HttpResponse<Buffer> page = rig.get("/problems/" + code);
      assertEquals(200, page.statusCode(), code);
      assertEquals("text/html; charset=utf-8", page.getHeader("Content-Type"));
      String html = page.bodyAsString();
      assertTrue(html.contains("<h1>") && html.contains(code), html);
      assertFalse(html.contains("<script") || html.contains("http://") || html.contains("style="));
      assertTrue(page.getHeader("Content-Security-Policy").startsWith("default-src 'none'"), code);
    }
    assertEquals(404, rig.get("/problems/no-such-code").statusCode());
    assertEquals(400, rig.get("/problems/%3Cscript%3E").statusCode());
    String index = rig.get("/problems").bodyAsString();
    list.keySet().forEach(code -> assertTrue(index.contains("/problems/" + code), code));
    Buffer missing = rig.get("/api/kline").body();
    String type = missing.toJsonObject().getString("type");
    assertEquals(200, rig.get(type).statusCode(), "the type of a real problem resolves");
    ContractCheck.await(rig.vertx.close());
  }
}
