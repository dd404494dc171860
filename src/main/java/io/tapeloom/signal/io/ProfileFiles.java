package io.tapeloom.signal.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tapeloom.kernel.Symbol;
import io.tapeloom.signal.ExitMultiples;
import io.tapeloom.signal.Ingredient;
import io.tapeloom.signal.Profile;
import io.tapeloom.signal.Weights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Strategy files to profiles. Strict on purpose: a key that is not understood could be the one that
 * was meant to limit a loss.
 */
public final class ProfileFiles {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private static final List<String> KEYS =
      List.of(
          "name",
          "version",
          "max",
          "threshold",
          "weights",
          "accel_bonus",
          "tp_sl",
          "signals",
          "enabled",
          "symbols",
          "track");

  private static final List<String> WEIGHTS =
      List.of("direction", "crowding", "environment", "confirmation", "auxiliary");

  private static final List<String> EXITS =
      List.of("sl_multiplier", "tp1_multiplier", "tp2_multiplier");

  private ProfileFiles() {}

  /**
   * Every {@code *.json} of a folder, in order of their names.
   *
   * @throws IllegalArgumentException naming file and key when one is not understood
   */
  public static List<Profile> readAll(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return distinct(
          files
              .filter(file -> file.getFileName().toString().endsWith(".json"))
              .sorted(Comparator.comparing(file -> file.getFileName().toString()))
              .map(ProfileFiles::read)
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException("strategies: cannot list " + folder, e);
    }
  }

  private static List<Profile> distinct(List<Profile> profiles) {
    Set<String> names = new TreeSet<>();
    for (Profile profile : profiles) {
      if (!names.add(profile.name())) {
        throw new IllegalArgumentException(
            "strategies: two files hold the name " + profile.name() + "; names must differ");
      }
    }
    return profiles;
  }

  /** The profile of one file. */
  public static Profile read(Path file) {
    try {
      return parse(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("strategies: cannot read " + file, e);
    }
  }

  /**
   * The profile of one JSON text.
   *
   * @param source where the text came from, for messages
   * @throws IllegalArgumentException naming source and key
   */
  public static Profile parse(String source, String json) {
    try {
      return profile(new JsonSection(source, "", JSON.readTree(json)));
    } catch (JsonProcessingException e) {
      String where = "line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage();
      throw new IllegalArgumentException(source + ": not JSON, " + where, e);
    } catch (IllegalArgumentException e) {
      boolean placed = e.getMessage().startsWith(source);
      throw placed ? e : new IllegalArgumentException(source + ": " + e.getMessage(), e);
    }
  }

  private static Profile profile(JsonSection file) {
    file.allow(KEYS);
    return new Profile(
        file.text("name"),
        file.text("version"),
        file.integer("max"),
        file.integer("threshold"),
        weights(file.section("weights")),
        file.integer("accel_bonus"),
        exits(file.section("tp_sl")),
        signals(file),
        file.find("enabled").isEmpty() || file.flag("enabled"),
        file.find("symbols").isEmpty()
            ? List.of()
            : file.texts("symbols").stream().map(Symbol::new).toList(),
        file.find("track").map(present -> file.text("track")));
  }

  private static Weights weights(JsonSection weights) {
    weights.allow(WEIGHTS);
    return new Weights(
        weights.integer("direction"),
        weights.integer("crowding"),
        weights.integer("environment"),
        weights.integer("confirmation"),
        weights.integer("auxiliary"));
  }

  private static ExitMultiples exits(JsonSection exits) {
    exits.allow(EXITS);
    return new ExitMultiples(
        exits.decimal("sl_multiplier"),
        exits.decimal("tp1_multiplier"),
        exits.decimal("tp2_multiplier"));
  }

  private static Set<Ingredient> signals(JsonSection file) {
    List<String> known = Arrays.stream(Ingredient.values()).map(Ingredient::code).toList();
    List<Ingredient> named = new ArrayList<>();
    for (String code : file.texts("signals")) {
      named.add(Ingredient.find(code).orElseThrow(() -> file.unknown("signal", code, known)));
    }
    return named.isEmpty() ? EnumSet.noneOf(Ingredient.class) : EnumSet.copyOf(named);
  }
}
