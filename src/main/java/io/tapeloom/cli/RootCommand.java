package io.tapeloom.cli;

import io.tapeloom.Logging;
import io.tapeloom.Settings;
import io.tapeloom.SettingsSources;
import io.tapeloom.Version;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/**
 * {@code tapeloom} itself: the options that every command understands, before or after its name. A
 * command takes it as {@code @ParentCommand} and asks it for settings and for a place to speak.
 */
@Command(
    name = "tapeloom",
    description = "Weaves the trade tape of an exchange into signals, and signals into orders.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = RootCommand.VersionLine.class,
    synopsisSubcommandLabel = "COMMAND",
    usageHelpAutoWidth = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all went well",
      "1:something unexpected",
      "2:wrong usage",
      "3:configuration invalid",
      "4:database, exchange or node not reachable",
      "5:data missing or with a gap",
      "6:refused for safety",
      "7:a check failed",
      "8:not signed in or not allowed",
      "130:interrupted"
    },
    subcommands = {
      UpCommand.class,
      SimCommand.class,
      ReplayCommand.class,
      BenchCommand.class,
      MigrateCommand.class,
      UserCommand.class,
      TokenCommand.class,
      AuditCommand.class,
      DoctorCommand.class,
      ConfigCommand.class,
      VersionCommand.class,
      HelpCommand.class,
      RehearseCommand.class
    })
public final class RootCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Configuration file, instead of conf/tapeloom.yaml.")
  private Path config;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "Data directory, instead of data_dir of the configuration.")
  private Path data;

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "Data as JSON, one object per line.")
  private boolean json;

  @Option(
      names = "--no-color",
      scope = ScopeType.INHERIT,
      description = "No colours, even on a terminal.")
  private boolean plain;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "More talk, and stack traces.")
  private boolean verbose;

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "Only warnings and errors on stderr.")
  private boolean quiet;

  @Spec private CommandSpec spec;

  /** The whole command line; {@code arguments} only decide about colours. */
  public static CommandLine commandLine(String... arguments) {
    boolean plain = Arrays.asList(arguments).contains("--no-color");
    PlainErrors errors = new PlainErrors();
    return new CommandLine(new RootCommand())
        .setColorScheme(Help.defaultColorScheme(plain ? Help.Ansi.OFF : Help.Ansi.AUTO))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(errors)
        .setExecutionExceptionHandler(errors);
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(err());
    return ExitCode.USAGE;
  }

  /** Settings in force, with those that this command's flags set; also sets up the log. */
  public Settings settings(JsonObject flags) {
    return load(flags).settings();
  }

  /** The same with the origin of every value. */
  public SettingsSources.Loaded load(JsonObject flags) {
    return load(Optional.ofNullable(config), flags);
  }

  SettingsSources.Loaded load(Optional<Path> file, JsonObject flags) {
    JsonObject all = flags.copy();
    if (data != null) {
      all.put("data_dir", data.toAbsolutePath().normalize().toString());
    }
    SettingsSources.Loaded loaded = SettingsSources.ofProcess(file, all).load();
    Settings.Log log = loaded.settings().log();
    Logging.apply(verbose ? at(log, "debug") : quiet ? at(log, "warn") : log);
    return loaded;
  }

  private static Settings.Log at(Settings.Log log, String level) {
    return new Settings.Log(level, log.json());
  }

  /** Whether data is wanted as JSON. */
  public boolean json() {
    return json;
  }

  /** Whether stack traces are wanted. */
  public boolean verbose() {
    return verbose;
  }

  /** Whether talk is unwanted. */
  public boolean quiet() {
    return quiet;
  }

  /** One line of data. */
  public void print(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }

  /** One line of talk. */
  public void say(String line) {
    if (!quiet) {
      err().println(line);
      err().flush();
    }
  }

  /** Where talk goes. */
  public PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** What {@code --version} prints. */
  static final class VersionLine implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"tapeloom " + Version.text()};
    }
  }
}
