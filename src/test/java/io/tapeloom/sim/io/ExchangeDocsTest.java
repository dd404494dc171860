package io.tapeloom.sim.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.sim.FaultKind;
import io.tapeloom.sim.FaultMoment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The documented faults are the ones there are. */
class ExchangeDocsTest {
  private static final Pattern ROW = Pattern.compile("\\| (F[0-9F-]+) \\| `([a-z_]+)` \\|");

  @Test
  void everyKindHasItsRowWithItsNumberAndEveryMomentItsName() throws IOException {
    String page = Files.readString(Path.of("docs", "exchange.md"));
    List<String> rows = ROW.matcher(page).results().map(row -> cells(row)).toList();
    assertEquals(
        Arrays.stream(FaultKind.values()).map(k -> k.number() + " " + k.code()).toList(), rows);
    for (FaultMoment moment : FaultMoment.values()) {
      assertTrue(page.contains("`" + moment.code() + "`"), moment.code());
    }
  }

  private static String cells(MatchResult row) {
    return row.group(1) + " " + row.group(2);
  }
}
