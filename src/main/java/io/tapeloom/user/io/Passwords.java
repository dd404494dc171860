package io.tapeloom.user.io;

import io.tapeloom.web.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.text.Normalizer;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hashes passwords on two threads of their own: never on an event loop, and never more memory than
 * two hashes at once take, however many people log in.
 */
final class Passwords {
  private static final int THREADS = 2;
  private static final int MOST_WAITING = 200;
  private final WorkerExecutor workers;
  private final String pepper;
  private final Secrets secrets;
  private final Argon2 cost;
  private final Future<String> nobodys;
  private final AtomicInteger waiting = new AtomicInteger();

  Passwords(Vertx vertx, String pepper, Secrets secrets, Argon2 cost) {
    this.workers = vertx.createSharedWorkerExecutor("passwords", THREADS);
    this.pepper = pepper;
    this.secrets = secrets;
    this.cost = cost;
    this.nobodys = hash(secrets.token());
  }

  /** The hash to keep of a new password. */
  Future<String> hash(String password) {
    return work(() -> cost.hash(plain(password), pepper, secrets.bytes(Argon2.SALT)));
  }

  /** Whether it is that hash's password; where there is no hash, no sooner than where one is. */
  Future<Boolean> matches(Optional<String> hash, String password) {
    return nobodys.compose(
        nobody ->
            work(
                () ->
                    Argon2.matches(hash.orElse(nobody), plain(password), pepper)
                        && hash.isPresent()));
  }

  /** True when a hash was made with another cost than today's. */
  boolean isOutdated(String hash) {
    return Argon2.of(hash).filter(cost::equals).isEmpty();
  }

  /** The same characters are the same password, however a keyboard composed them. */
  static String plain(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFC);
  }

  private <T> Future<T> work(Callable<T> job) {
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      return Future.failedFuture(
          Problem.unavailable("too many people log in just now, try again in a few seconds")
              .refusal());
    }
    return workers.executeBlocking(job, false).onComplete(_ -> waiting.decrementAndGet());
  }

  Future<Void> close() {
    return workers.close();
  }
}
