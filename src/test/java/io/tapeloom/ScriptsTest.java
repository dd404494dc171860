package io.tapeloom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts find what they need, or say in one line what is missing. */
class ScriptsTest {
  private static final String HERE = Path.of("").toAbsolutePath().toString();

  @TempDir private Path dir;

  @Test
  void everyScriptIsExecutableAndParses() throws Exception {
    for (String script : List.of("bin/tapeloom", "bin/test", ".ci/run")) {
      assertTrue(Files.isExecutable(Path.of(script)), script);
      assertEquals("", bash("bash -n " + script));
    }
  }

  @Test
  void theNewestJdkIsFoundBesideOldOnes() throws Exception {
    Path old = jdk("old", "17.0.15");
    Path fit = jdk("fit", "25.0.3");
    assertEquals(fit + "\n", bash(find(dir.resolve("none"), old, fit) + " && echo $JAVA_HOME"));
  }

  @Test
  void withoutAFittingJdkOneLineSaysWhatToInstall() throws Exception {
    String said = bash(find(jdk("old", "24.0.1")) + " || echo refused");
    assertEquals(2, said.lines().count(), said);
    assertTrue(said.startsWith("Tapeloom needs JDK 25 or newer and finds none: install one"), said);
    assertTrue(said.endsWith("refused\n"), said);
  }

  private static String find(Path... candidates) {
    StringBuilder list = new StringBuilder();
    for (Path candidate : candidates) {
      list.append(candidate).append("\\n");
    }
    return ". bin/jdk.sh; jdk_candidates() { printf '" + list + "'; }; jdk_find";
  }

  private Path jdk(String name, String version) throws Exception {
    Path home = dir.resolve(name);
    Files.createDirectories(home.resolve("bin"));
    for (String program : List.of("java", "javac")) {
      assertTrue(
          Files.createFile(home.resolve("bin").resolve(program)).toFile().setExecutable(true));
    }
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  private static String bash(String script) throws Exception {
    Process process =
        new ProcessBuilder("bash", "-c", "cd '" + HERE + "'; " + script)
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(10, TimeUnit.SECONDS));
    return said;
  }
}
