package io.tapeloom.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What somebody probably meant. */
class SpellingTest {
  @Test
  void theWordWithTheFewestEditsIsNamedAndTheFirstOfEquals() {
    List<String> known = List.of("threshold", "weights", "max", "name");
    assertEquals("threshold", Spelling.nearest("treshold", known));
    assertEquals("weights", Spelling.nearest("weight", known));
    assertEquals("max", Spelling.nearest("mix", known));
    assertEquals("name", Spelling.nearest("names", known));
    assertEquals("max", Spelling.nearest("", known));
    assertThrows(IllegalArgumentException.class, () -> Spelling.nearest("x", List.of()));
  }
}
