package io.tapeloom.cli;

import io.tapeloom.Nearest;
import io.tapeloom.bench.Bench;
import io.tapeloom.bench.Effort;
import io.tapeloom.bench.Figure;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code tapeloom bench}: measures the program beside its yardsticks. */
@Command(
    name = "bench",
    description = {
      "Measures speed beside yardsticks that run in the same process.",
      "Compare the ratios: absolute figures move with the machine."
    },
    footerHeading = "%n",
    footer = {"  tapeloom bench decode engine", "  tapeloom bench --json > figures.ndjson"})
final class BenchCommand implements Callable<Integer> {
  @ParentCommand private RootCommand root;

  @Spec private CommandSpec spec;

  @Parameters(arity = "0..*", paramLabel = "NAME", description = "Which ones; all without a name.")
  private List<String> names = List.of();

  @Option(names = "--list", description = "Says what there is and what should come out.")
  private boolean list;

  @Option(names = "--quick", description = "Only shows that everything runs; no useful figures.")
  private boolean quick;

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Bench> chosen = chosen();
    if (list) {
      chosen.forEach(
          b -> root.print("%-8s %s%n%-8s goal: %s".formatted(b.name(), b.what(), "", b.goal())));
      return ExitCode.OK;
    }
    for (Bench bench : chosen) {
      root.say(bench.name() + ": " + bench.what() + "; goal: " + bench.goal());
      bench.run(quick ? Effort.SMOKE : Effort.FULL, this::show, root::say);
    }
    return ExitCode.OK;
  }

  private void show(Figure measured) {
    Figure figure = quick ? measured.unjudged() : measured;
    root.print(root.json() ? figure.json().encode() : figure.row());
  }

  private List<Bench> chosen() {
    List<String> known = Bench.all().stream().map(Bench::name).toList();
    for (String name : names) {
      if (!known.contains(name)) {
        throw new ParameterException(
            spec.commandLine(), "unknown bench \"" + name + "\"" + Nearest.hint(name, known));
      }
    }
    return Bench.all().stream().filter(b -> names.isEmpty() || names.contains(b.name())).toList();
  }
}
