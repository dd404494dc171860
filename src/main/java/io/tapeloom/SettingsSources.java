package io.tapeloom;

import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Where settings come from, weakest first: defaults, one file, the environment, flags.
 *
 * @param file the file somebody named, if any; else the usual places are looked at
 * @param environment the process's environment
 * @param flags what the command line sets, nested like the file
 * @param home the program's own folder, below which relative folders lie
 */
public record SettingsSources(
    Optional<Path> file, Map<String, String> environment, JsonObject flags, Path home) {
  private static final String PREFIX = "TAPELOOM__";

  /** Everything in force, and for each key where its value came from. */
  public record Loaded(Settings settings, JsonObject values, Map<String, String> origins) {}

  /** The process's own environment and home folder. */
  public static SettingsSources ofProcess(Optional<Path> file, JsonObject flags) {
    Path home = Path.of(System.getProperty("tapeloom.home", "")).toAbsolutePath();
    return new SettingsSources(file, System.getenv(), flags, home);
  }

  /**
   * Reads and checks all of them.
   *
   * @throws SettingsInvalid with every mistake found
   */
  public Loaded load() {
    SettingsSchema schema = SettingsSchema.bundled();
    List<String> problems = new ArrayList<>();
    Map<String, Object> flat = schema.defaults();
    Map<String, String> origins = new TreeMap<>();
    flat.keySet().forEach(path -> origins.put(path, "default"));
    layers(schema, problems)
        .forEach(
            (origin, layer) -> {
              flat.putAll(layer);
              layer.keySet().forEach(path -> origins.put(path, origin));
            });
    if (!problems.isEmpty()) {
      throw new SettingsInvalid(problems);
    }
    JsonObject values = schema.nest(flat);
    return new Loaded(checked(values), values, origins);
  }

  private Settings checked(JsonObject values) {
    try {
      return Settings.of(values, home);
    } catch (IllegalArgumentException e) {
      throw new SettingsInvalid(List.of(e.getMessage()));
    }
  }

  private Map<String, Map<String, Object>> layers(SettingsSchema schema, List<String> problems) {
    Map<String, Map<String, Object>> layers = new LinkedHashMap<>();
    chosenFile()
        .ifPresent(
            path -> {
              String origin = path.toString();
              Map<String, Object> layer = schema.flatten(read(path), origin, problems);
              schema.keys().values().stream()
                  .filter(key -> key.secret() && !"".equals(layer.getOrDefault(key.path(), "")))
                  .forEach(
                      key ->
                          problems.add(
                              "%s: %s is a secret and does not stand in a file: set %s or %s_FILE"
                                  .formatted(
                                      origin,
                                      key.path(),
                                      key.environmentName(),
                                      key.environmentName())));
              layers.put(origin, layer);
            });
    layers.put("environment", fromEnvironment(schema, problems));
    layers.put("flag", schema.flatten(flags, "flag", problems));
    return layers;
  }

  private Optional<Path> chosenFile() {
    if (file.isPresent()) {
      return file;
    }
    Path usual = Path.of("conf", "tapeloom.yaml");
    return List.of(usual, home.resolve(usual)).stream().filter(Files::exists).findFirst();
  }

  private static JsonObject read(Path path) {
    SettingsText.check(path);
    JsonObject where = new JsonObject().put("path", path.toAbsolutePath().toString());
    ConfigStoreOptions store =
        new ConfigStoreOptions().setType("file").setFormat("yaml").setConfig(where);
    Vertx vertx =
        Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setInternalBlockingPoolSize(1));
    try {
      ConfigRetrieverOptions options =
          new ConfigRetrieverOptions().setScanPeriod(-1).addStore(store);
      return ConfigRetriever.create(vertx, options).getConfig().await(20, TimeUnit.SECONDS);
    } catch (RuntimeException | TimeoutException e) {
      throw new SettingsInvalid(List.of(path + ": not readable as YAML: " + e.getMessage()));
    } finally {
      vertx.close();
    }
  }

  private Map<String, Object> fromEnvironment(SettingsSchema schema, List<String> problems) {
    Map<String, Object> layer = new LinkedHashMap<>();
    new TreeMap<>(environment)
        .forEach(
            (name, text) -> {
              if (name.startsWith(PREFIX)) {
                set(schema, name, text, layer, problems);
              }
            });
    return layer;
  }

  private static void set(
      SettingsSchema schema,
      String name,
      String text,
      Map<String, Object> layer,
      List<String> problems) {
    String path = path(name);
    SettingsKey key = schema.keys().get(path);
    SettingsKey fileKey = path.endsWith("_file") ? schema.keys().get(cut(path)) : null;
    try {
      if (key == null && fileKey == null) {
        problems.add("environment " + name + ": " + schema.unknown(path));
        return;
      }
      SettingsKey target = key == null ? fileKey : key;
      String content = key == null ? Files.readString(Path.of(text)).strip() : text;
      Object value = target.fromText(content);
      target
          .refusal(value)
          .ifPresentOrElse(
              why -> problems.add("environment " + name + ": " + why),
              () -> layer.put(target.path(), value));
    } catch (IOException e) {
      problems.add("environment " + name + ": cannot read the file " + text);
    }
  }

  private static String path(String name) {
    return name.substring(PREFIX.length()).replace("__", ".").toLowerCase(Locale.ROOT);
  }

  private static String cut(String path) {
    return path.substring(0, path.length() - "_file".length());
  }
}
