package io.tapeloom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents: every link into the tree leads somewhere. */
class DocsTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#]+)[^)]*\\)");

  @Test
  void everyRelativeLinkLeadsToAFile() throws IOException {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Path page : pages()) {
      Matcher matcher = LINK.matcher(Files.readString(page));
      while (matcher.find()) {
        String target = matcher.group(1);
        if (!target.startsWith("http")) {
          links++;
          Path file = page.toAbsolutePath().getParent().resolve(target);
          if (!Files.exists(file)) {
            broken.add(page + " -> " + target);
          }
        }
      }
    }
    assertEquals(List.of(), broken);
    assertTrue(links > 20, "expected the documents to link into the code, found " + links);
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.list(Path.of("docs"))) {
      return Stream.concat(
              Stream.of(Path.of("README.md")), docs.filter(p -> p.toString().endsWith(".md")))
          .toList();
    }
  }
}
