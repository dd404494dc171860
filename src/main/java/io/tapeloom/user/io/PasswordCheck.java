package io.tapeloom.user.io;

import io.tapeloom.user.Email;
import io.tapeloom.web.Peer;
import io.tapeloom.web.Problem;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.OptionalLong;

/** The one way a password is looked at: counted first, and as slowly for nobody as for somebody. */
final class PasswordCheck {
  private final AccountParts parts;

  PasswordCheck(AccountParts parts) {
    this.parts = parts;
  }

  /**
   * Whether it is that account's password.
   *
   * @param account name under which tries are counted, whether or not there is such an account
   * @param hash empty where there is none
   * @return fails with 429 without having looked
   */
  Future<Boolean> matches(String account, Peer peer, Optional<String> hash, String password) {
    OptionalLong waitMs = parts.guard().admit(account, peer);
    if (waitMs.isPresent()) {
      return Future.failedFuture(TooManyTries.after(waitMs.getAsLong()));
    }
    return parts
        .passwords()
        .matches(hash, password)
        .onSuccess(
            right -> {
              if (right) {
                parts.guard().right(account, peer);
              }
            })
        .onFailure(_ -> parts.guard().unseen(account, peer));
  }

  /** Refuses a password that a person may not have. */
  void accept(String password, Email email, String pointer) {
    parts.rules().refusal(Passwords.plain(password), email).ifPresent(why -> refuse(pointer, why));
  }

  private static void refuse(String pointer, String why) {
    Problem.Field field = new Problem.Field(pointer, why);
    throw new Problem(
            400,
            "weak-password",
            "Choose another password",
            pointer.substring(pointer.lastIndexOf('/') + 1) + ": " + why,
            java.util.List.of(field))
        .refusal();
  }
}
