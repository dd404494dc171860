package io.tapeloom.bench;

import io.tapeloom.pg.Migrations;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * What everybody else notices when fifty people log in at once: passwords are hashed on two threads
 * of their own, so that other requests hardly wait.
 */
public final class LoginBench implements Bench {
  private static final int PEOPLE = 50;
  private static final double MOST_DELAY_MS = 50;
  private static final double MOST_RATIO = 1.05;
  private final BenchDatabase.Source databases;

  /** A bench on a database from there. */
  public LoginBench(BenchDatabase.Source databases) {
    this.databases = databases;
  }

  @Override
  public String name() {
    return "login";
  }

  @Override
  public String what() {
    return "other requests while 50 people log in at once, and what a login's time tells";
  }

  @Override
  public String goal() {
    return "none waits more than 50 ms longer; known and unknown addresses within 5 %";
  }

  @Override
  public void run(Effort effort, Consumer<Figure> out, Consumer<String> talk)
      throws IOException, InterruptedException {
    int people = effort == Effort.SMOKE ? 4 : PEOPLE;
    try (BenchDatabase.Lent lent = databases.open()) {
      Migrations.of(lent.database()).up();
      try (LoginServer server = new LoginServer(lent)) {
        talk.accept(people + " accounts are made");
        server.people(people);
        storm(server, effort, people, out);
        compare(server, effort == Effort.SMOKE ? 2 : 200, out);
      }
    }
  }

  private void storm(LoginServer server, Effort effort, int people, Consumer<Figure> out) {
    probe(server, effort == Effort.SMOKE ? 20 : 2_000);
    List<Double> calm = probe(server, effort == Effort.SMOKE ? 20 : 2_000);
    long beganNanos = System.nanoTime();
    List<CompletableFuture<Integer>> logins = new ArrayList<>();
    for (int i = 0; i < people; i++) {
      logins.add(server.login(LoginServer.address(i)));
    }
    CompletableFuture<Void> all = CompletableFuture.allOf(logins.toArray(CompletableFuture[]::new));
    List<Double> busy = new ArrayList<>();
    while (!all.isDone()) {
      busy.add(server.probeMs());
    }
    double tookMs = (System.nanoTime() - beganNanos) / 1e6;
    long good = logins.stream().filter(login -> login.join() == 200).count();
    if (good != people) {
      throw new IllegalStateException("expected " + people + " logins, got " + good);
    }
    out.accept(Figure.plain(name(), people + " logins at once", tookMs, "ms"));
    out.accept(Figure.plain(name(), "other requests, calm, p50", at(calm, 0.5), "ms"));
    out.accept(Figure.plain(name(), "other requests, calm, slowest", at(calm, 1), "ms"));
    out.accept(Figure.plain(name(), "other requests meanwhile, p50", at(busy, 0.5), "ms"));
    out.accept(
        Figure.atMost(
            at(calm, 0.5) + MOST_DELAY_MS,
            name(),
            "other requests meanwhile, slowest of " + busy.size(),
            at(busy, 1),
            "ms"));
  }

  private static List<Double> probe(LoginServer server, int count) {
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      times.add(server.probeMs());
    }
    return times;
  }

  private void compare(LoginServer server, int count, Consumer<Figure> out) {
    List<Double> known = new ArrayList<>();
    List<Double> unknown = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      known.add(server.wrongMs(LoginServer.address(0)));
      unknown.add(server.wrongMs("nobody" + i + "@example.org"));
    }
    out.accept(Figure.plain(name(), "wrong password, known address, p50", at(known, 0.5), "ms"));
    double ratio = at(unknown, 0.5) / at(known, 0.5);
    out.accept(
        Figure.atMost(
            MOST_RATIO,
            name(),
            "unknown against known address, p50",
            Math.max(ratio, 1 / ratio),
            "x"));
  }

  private static double at(List<Double> times, double share) {
    List<Double> sorted = times.stream().sorted().toList();
    return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size())));
  }
}
