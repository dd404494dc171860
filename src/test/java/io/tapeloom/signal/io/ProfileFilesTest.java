package io.tapeloom.signal.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.signal.Ingredient;
import io.tapeloom.signal.Profile;
import io.tapeloom.signal.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Strategy files: what ours says, and how others are refused. */
class ProfileFilesTest {
  private static final Path OURS = Path.of("conf", "strategies", "v51_baseline.json");

  @Test
  void ourFirstProfileSaysWhatTheSpecificationSays() {
    Profile profile = ProfileFiles.read(OURS);
    assertEquals("v51_baseline", profile.name());
    assertEquals("5.1", profile.version());
    assertEquals(100, profile.max());
    assertEquals(75, profile.threshold());
    assertEquals(new Weights(45, 20, 15, 15, 5), profile.weights());
    assertEquals(5, profile.accelBonus());
    assertEquals(Fixed.parse("2"), profile.exits().stop());
    assertEquals(Fixed.parse("1.5"), profile.exits().target1());
    assertEquals(Fixed.parse("3"), profile.exits().target2());
    assertEquals(EnumSet.range(Ingredient.CVD, Ingredient.COINBASE_PREMIUM), profile.signals());
    assertTrue(profile.enabled());
    assertEquals(Optional.empty(), profile.track());
    assertTrue(profile.appliesTo(Instrument.parse("usdm.SOLUSDT")));
  }

  @Test
  void weightsThatDoNotSumToMaxAreRefusedByTheStrategysName() throws IOException {
    assertEquals(
        "x.json: strategy v51_baseline: weights: expected a sum of max = 100, got 101",
        refusal("\"crowding\": 20", "\"crowding\": 21"));
  }

  @Test
  void anUnknownKeyIsRefusedWithTheNearestMatch() throws IOException {
    assertEquals(
        "x.json: unknown key \"treshold\"; did you mean \"threshold\"?",
        refusal("\"threshold\"", "\"treshold\""));
    assertEquals(
        "x.json: unknown key \"weights.enviroment\"; did you mean \"weights.environment\"?",
        refusal("\"environment\"", "\"enviroment\""));
    assertEquals(
        "x.json: unknown signal \"ls_rato\"; did you mean \"ls_ratio\"?",
        refusal("\"ls_ratio\"", "\"ls_rato\""));
  }

  @Test
  void aWrongTypeIsNamedWithWhatWasExpected() throws IOException {
    assertEquals(
        "x.json: threshold: expected a whole number, got string \"75\"",
        refusal("\"threshold\": 75", "\"threshold\": \"75\""));
    assertEquals(
        "x.json: weights.auxiliary: expected a whole number, got number 5.5",
        refusal("\"auxiliary\": 5", "\"auxiliary\": 5.5"));
    assertEquals(
        "x.json: tp_sl.sl_multiplier: expected a plain decimal number, got \"2x\"",
        refusal("\"2.0\"", "\"2x\""));
    assertEquals(
        "x.json: name: expected text, got nothing", refusal("\"name\": \"v51_baseline\",", ""));
  }

  @Test
  void aSymbolOutsideTheListIsNotScored() throws IOException {
    Profile alt =
        ProfileFiles.parse(
            "x.json",
            changed(
                "\"max\"",
                "\"symbols\": [\"ETHUSDT\"], \"track\": \"ALT\", \"enabled\": false, \"max\""));
    assertTrue(alt.appliesTo(Instrument.parse("usdm.ETHUSDT")));
    assertEquals(false, alt.appliesTo(Instrument.parse("usdm.BTCUSDT")));
    assertEquals(Optional.of("ALT"), alt.track());
    assertEquals(false, alt.enabled());
  }

  @Test
  void brokenJsonAndRepeatedKeysAreRefusedWithTheirLine() throws IOException {
    assertTrue(refusal("}\n", "\n").startsWith("x.json: not JSON, line "));
    assertTrue(
        refusal("\"max\"", "\"version\": \"1\", \"max\"").contains("Duplicate field 'version'"));
  }

  @Test
  void aFolderIsReadInOrderOfNamesAndTwoOfOneNameAreRefused(@TempDir Path folder)
      throws IOException {
    Files.writeString(folder.resolve("b.json"), changed("v51_baseline", "first"));
    Files.writeString(folder.resolve("a.json"), changed("v51_baseline", "second"));
    Files.writeString(folder.resolve("notes.txt"), "not a strategy");
    List<String> names = ProfileFiles.readAll(folder).stream().map(Profile::name).toList();
    assertEquals(List.of("second", "first"), names);
    Files.writeString(folder.resolve("c.json"), changed("v51_baseline", "first"));
    assertEquals(
        "strategies: two files hold the name first; names must differ",
        assertThrows(IllegalArgumentException.class, () -> ProfileFiles.readAll(folder))
            .getMessage());
  }

  private static String changed(String from, String to) throws IOException {
    String text = Files.readString(OURS);
    assertTrue(text.contains(from), from);
    return text.replace(from, to);
  }

  private static String refusal(String from, String to) throws IOException {
    String text = changed(from, to);
    return assertThrows(IllegalArgumentException.class, () -> ProfileFiles.parse("x.json", text))
        .getMessage();
  }
}
