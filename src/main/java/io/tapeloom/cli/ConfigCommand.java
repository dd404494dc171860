package io.tapeloom.cli;

import io.tapeloom.SettingsFiles;
import io.tapeloom.SettingsKey;
import io.tapeloom.SettingsSchema;
import io.tapeloom.SettingsSources;
import io.tapeloom.pg.Database;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code tapeloom config validate|show|schema}. */
@Command(
    name = "config",
    description = "Checks or shows the configuration.",
    subcommandsRepeatable = false)
final class ConfigCommand implements Runnable {
  @ParentCommand private RootCommand root;

  @picocli.CommandLine.Spec private picocli.CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    throw new picocli.CommandLine.ParameterException(
        spec.commandLine(), "config: expected validate, show or schema");
  }

  @Command(name = "validate", description = "Checks the configuration and starts nothing.")
  int validate(
      @Parameters(
              arity = "0..1",
              paramLabel = "FILE",
              description = "The file to check, instead of the one in force.")
          Optional<Path> file) {
    SettingsSources.Loaded loaded =
        file.isPresent() ? root.load(file, new JsonObject()) : root.load(new JsonObject());
    SettingsFiles.check(loaded.settings());
    long set = loaded.origins().values().stream().filter(o -> !o.equals("default")).count();
    if (root.json()) {
      root.print(new JsonObject().put("valid", true).put("set", set).encode());
    } else {
      root.print("valid: " + set + " of " + loaded.origins().size() + " keys set");
    }
    return ExitCode.OK;
  }

  @Command(name = "show", description = "Prints every key in force; secrets are covered.")
  int show(
      @Option(names = "--origin", description = "Also where each value comes from.")
          boolean origin) {
    SettingsSources.Loaded loaded = root.load(new JsonObject());
    for (Map.Entry<String, SettingsKey> entry : SettingsSchema.bundled().keys().entrySet()) {
      Object value = shown(entry.getValue(), value(loaded.values(), entry.getKey()));
      String from = loaded.origins().get(entry.getKey());
      if (root.json()) {
        JsonObject line = new JsonObject().put("key", entry.getKey()).put("value", value);
        root.print((origin ? line.put("origin", from) : line).encode());
      } else {
        root.print(entry.getKey() + " = " + value + (origin ? "  (" + from + ")" : ""));
      }
    }
    return ExitCode.OK;
  }

  @Command(name = "schema", description = "Prints the JSON schema of the configuration file.")
  int schema() {
    root.print(SettingsSchema.bundled().json().encodePrettily());
    return ExitCode.OK;
  }

  private static Object shown(SettingsKey key, Object value) {
    if (key.secret()) {
      return "".equals(value) ? "" : "***";
    }
    return key.path().endsWith("url") ? Database.masked(value.toString()) : value;
  }

  private static Object value(JsonObject values, String path) {
    int dot = path.indexOf('.');
    return dot < 0
        ? values.getValue(path)
        : value(values.getJsonObject(path.substring(0, dot)), path.substring(dot + 1));
  }
}
