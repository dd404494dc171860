package io.tapeloom.cli;

import io.tapeloom.Nearest;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code tapeloom help …}: what {@code --help} says of that command, however deep it lies. */
@Command(name = "help", description = "Displays help of a command, such as: help user invite.")
final class HelpCommand implements Callable<Integer> {
  @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "Whose help.")
  private List<String> words = List.of();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine found = spec.commandLine().getParent();
    for (String word : words) {
      CommandLine next = found.getSubcommands().get(word);
      if (next == null) {
        throw new ParameterException(found, "unknown command \"" + word + "\"" + hint(word, found));
      }
      found = next;
    }
    found.usage(spec.commandLine().getOut());
    return ExitCode.OK;
  }

  private static String hint(String word, CommandLine among) {
    return Nearest.hint(word, among.getSubcommands().keySet());
  }
}
