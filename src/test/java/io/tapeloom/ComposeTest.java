package io.tapeloom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.config.yaml.YamlProcessor;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The containers keep the habits of the program: loopback only, nothing lost, an orderly stop. */
class ComposeTest {
  private static final Path FILE = Path.of("docker", "compose.yaml");

  @Test
  void composeAcceptsTheFile() throws Exception {
    List<String> compose =
        answers("docker", "compose", "version")
            ? List.of("docker", "compose")
            : List.of("docker-compose");
    assumeTrue(
        compose.size() == 2 || answers("docker-compose", "version"),
        "skipped: no docker compose on this machine");
    List<String> command = new ArrayList<>(compose);
    command.addAll(List.of("-f", FILE.toString(), "config"));
    Path output = Files.createTempFile("compose", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), Files.readString(output));
  }

  @Test
  void everyServiceIsLoopbackOnlyReadOnlyWatchedAndStopsInOrder() throws Exception {
    JsonObject services = yaml(FILE).getJsonObject("services");
    assertEquals(
        List.of("postgres", "prometheus", "tapeloom"),
        services.fieldNames().stream().sorted().toList());
    for (String name : services.fieldNames()) {
      JsonObject service = services.getJsonObject(name);
      for (Object port : service.getJsonArray("ports", new JsonArray())) {
        assertTrue(port.toString().startsWith("127.0.0.1:"), name + " publishes " + port);
      }
      if ("host".equals(service.getString("network_mode"))) {
        assertTrue(service.encode().contains("127.0.0.1"), name + " names no address to listen on");
        assertFalse(service.encode().contains("0.0.0.0"), name);
      }
      assertTrue(service.getBoolean("read_only"), name);
      assertEquals("30s", service.getString("stop_grace_period"), name);
      assertFalse(service.getJsonObject("healthcheck").getJsonArray("test").isEmpty(), name);
      for (Object volume : service.getJsonArray("volumes")) {
        assertTrue(known(volume.toString()), name + " mounts " + volume);
      }
    }
  }

  @Test
  void everySettingItPassesIsAKey() throws Exception {
    TreeSet<String> known = new TreeSet<>();
    SettingsSchema.bundled().keys().values().forEach(key -> known.add(key.environmentName()));
    Pattern name = Pattern.compile("TAPELOOM__[A-Z_]+");
    for (Path file : List.of(FILE, Path.of("docker", "Dockerfile"))) {
      Matcher matcher = name.matcher(Files.readString(file));
      while (matcher.find()) {
        assertTrue(known.contains(matcher.group()), file + " sets " + matcher.group());
      }
    }
  }

  private static boolean known(String volume) throws Exception {
    String source = volume.substring(0, volume.indexOf(':'));
    return source.startsWith("./")
        ? Files.exists(FILE.resolveSibling(source))
        : yaml(FILE).getJsonObject("volumes").containsKey(source);
  }

  private static JsonObject yaml(Path file) throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      Buffer text = Buffer.buffer(Files.readAllBytes(file));
      return new YamlProcessor().process(vertx, new JsonObject(), text).await(30, TimeUnit.SECONDS);
    } finally {
      vertx.close().await(30, TimeUnit.SECONDS);
    }
  }

  private static boolean answers(String... command) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
