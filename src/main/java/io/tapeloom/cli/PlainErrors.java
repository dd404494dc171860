package io.tapeloom.cli;

import io.tapeloom.CannotListen;
import io.tapeloom.DataDir;
import io.tapeloom.MarketAnchor;
import io.tapeloom.Nearest;
import io.tapeloom.SettingsInvalid;
import io.tapeloom.binance.RestFailure;
import io.tapeloom.pg.SchemaRefused;
import io.tapeloom.pg.ServerFailed;
import io.tapeloom.sim.io.MalformedFaults;
import io.tapeloom.sim.io.MalformedRecording;
import io.tapeloom.user.io.KeyFiles;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what went wrong; the stack trace only comes with {@code -v}. */
final class PlainErrors implements IParameterExceptionHandler, IExecutionExceptionHandler {
  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    String why =
        e instanceof UnmatchedArgumentException unmatched ? unknown(unmatched) : e.getMessage();
    command
        .getErr()
        .println(why + " (see " + command.getCommandSpec().qualifiedName() + " --help)");
    return ExitCode.USAGE;
  }

  private static String unknown(UnmatchedArgumentException e) {
    String word = e.getUnmatched().getFirst().replaceFirst("=.*", "");
    CommandLine command = e.getCommandLine();
    if (word.startsWith("-")) {
      List<String> options = new ArrayList<>();
      command.getCommandSpec().options().forEach(option -> options.addAll(List.of(option.names())));
      return "unknown option \"" + word + "\"" + Nearest.hint(word, options);
    }
    if (command.getSubcommands().isEmpty()) {
      return "unexpected argument \"" + word + "\"";
    }
    return "unknown command \""
        + word
        + "\""
        + Nearest.hint(word, command.getSubcommands().keySet());
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (verbose(command)) {
      e.printStackTrace(err);
    }
    return switch (e) {
      case SettingsInvalid invalid -> say(err, invalid.getMessage(), ExitCode.CONFIGURATION);
      case CommandFailed failed -> say(err, failed.getMessage(), failed.exitCode());
      case DataDir.InUse inUse -> say(err, inUse.getMessage(), ExitCode.REFUSED);
      case KeyFiles.Unusable refused -> say(err, refused.getMessage(), ExitCode.REFUSED);
      case DataDir.NotWritable refused -> say(err, refused.getMessage(), ExitCode.REFUSED);
      case DataDir.Damaged damaged -> say(err, damaged.getMessage(), ExitCode.CONFIGURATION);
      case MarketAnchor.OtherMarket other -> say(err, other.getMessage(), ExitCode.REFUSED);
      case CannotListen taken -> say(err, taken.getMessage(), ExitCode.NOT_REACHABLE);
      case NoSuchFileException none -> say(err, "no file " + none.getFile(), ExitCode.DATA_MISSING);
      case MalformedRecording bad -> say(err, bad.getMessage(), ExitCode.CHECK_FAILED);
      case MalformedFaults bad -> say(err, bad.getMessage(), ExitCode.CHECK_FAILED);
      case SchemaRefused refused -> say(err, refused.getMessage(), ExitCode.REFUSED);
      case ServerFailed failed -> say(err, failed.getMessage(), ExitCode.NOT_REACHABLE);
      case SQLException failed ->
          say(err, "the database does not answer: " + failed.getMessage(), ExitCode.NOT_REACHABLE);
      case RestFailure failed ->
          say(
              err,
              "the exchange gives no answer of use: " + failed.getMessage(),
              ExitCode.NOT_REACHABLE);
      case FileSystemException failed -> say(err, file(failed), ExitCode.NOT_REACHABLE);
      case UncheckedIOException wrapped
          when wrapped.getCause() instanceof FileSystemException failed ->
          say(err, file(failed), ExitCode.NOT_REACHABLE);
      default ->
          say(
              err,
              "unexpected: " + e + (verbose(command) ? "" : " (-v shows where)"),
              ExitCode.UNEXPECTED);
    };
  }

  private static String file(FileSystemException e) {
    String why =
        switch (e) {
          case AccessDeniedException _ -> "access denied";
          default -> e.getReason() == null ? "input/output error" : e.getReason();
        };
    return "cannot read or write " + e.getFile() + ": " + why;
  }

  private static boolean verbose(CommandLine command) {
    return command.getCommandSpec().root().userObject() instanceof RootCommand root
        && root.verbose();
  }

  private static int say(PrintWriter err, String words, int exitCode) {
    err.println(words);
    return exitCode;
  }
}
