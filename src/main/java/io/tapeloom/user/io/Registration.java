package io.tapeloom.user.io;

import io.tapeloom.user.Email;
import io.tapeloom.user.Invite;
import io.tapeloom.web.Answer;
import io.tapeloom.web.Call;
import io.tapeloom.web.Peer;
import io.tapeloom.web.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Makes a person of an invite. Without a good one nothing else is looked at: a stranger learns
 * neither who has an account nor which passwords are taken.
 */
final class Registration {
  private final AccountParts parts;
  private final Logins logins;
  private final PasswordCheck check;

  Registration(AccountParts parts, Logins logins, PasswordCheck check) {
    this.parts = parts;
    this.logins = logins;
    this.check = check;
  }

  /** What somebody asks to become. */
  private record Wish(Email email, String password, byte[] code) {}

  Future<Answer> register(Call call) {
    Logins.checkTransport(call.client());
    JsonObject body = call.body().orElseThrow();
    Wish wish =
        new Wish(
            email(body.getString("email")),
            body.getString("password"),
            Secrets.ofCode(body.getString("invite_code")));
    return register(call, wish);
  }

  static Email email(String text) {
    return Email.parse(text)
        .orElseThrow(
            () ->
                Problem.invalid("/body/email", "email: expected an address such as a@example.org")
                    .refusal());
  }

  private Future<Answer> register(Call call, Wish wish) {
    Peer peer = call.client().peer();
    OptionalLong waitMs = parts.guard().admit(peer);
    if (waitMs.isPresent()) {
      return Future.failedFuture(TooManyTries.after(waitMs.getAsLong()));
    }
    return invite(wish)
        .onSuccess(_ -> parts.guard().right(peer))
        .compose(invite -> make(call, wish, invite))
        .recover(e -> Future.failedFuture(taken(e)));
  }

  private Future<Invite> invite(Wish wish) {
    Future<Optional<Invite>> found = new InviteStore(parts.pool()).find(wish.code());
    Future<Boolean> anyAdmin = new UserStore(parts.pool()).anyAdmin();
    return Future.all(found, anyAdmin)
        .map(
            _ ->
                found
                    .result()
                    .filter(i -> i.refusal(parts.now(), anyAdmin.result()).isEmpty())
                    .orElseThrow(Registration::badInvite));
  }

  private static RuntimeException badInvite() {
    String expected = "expected an invite that is still open";
    return new Problem(
            400,
            "bad-invite",
            "No such invite",
            "invite_code: " + expected,
            List.of(new Problem.Field("/body/invite_code", expected)))
        .refusal();
  }

  private Future<Answer> make(Call call, Wish wish, Invite invite) {
    check.accept(wish.password(), wish.email(), "/body/password");
    return parts
        .passwords()
        .hash(wish.password())
        .compose(hash -> parts.pool().withTransaction(tx -> make(tx, call, wish, invite, hash)))
        .compose(made -> logins.answer(call, made.login(), user(made.user())));
  }

  /** A person and the login that comes with becoming one. */
  private record Made(UserRow user, Logins.Opened login) {}

  private Future<Made> make(SqlClient tx, Call call, Wish wish, Invite invite, String hash) {
    long nowMs = parts.now();
    return alone(tx, invite)
        .compose(_ -> new UserStore(tx).add(wish.email(), hash, invite.role(), nowMs))
        .compose(user -> use(tx, invite, user, nowMs))
        .compose(user -> logins.open(tx, user.id(), call.client()).map(l -> new Made(user, l)))
        .compose(made -> audit(tx, call, invite, made, nowMs));
  }

  /** Two first codes at once would make two first admins. */
  private Future<Void> alone(SqlClient tx, Invite invite) {
    if (!invite.first()) {
      return Future.succeededFuture();
    }
    return new InviteStore(tx)
        .alone()
        .compose(_ -> new UserStore(tx).anyAdmin())
        .map(
            anyAdmin -> {
              if (anyAdmin) {
                throw badInvite();
              }
              return null;
            });
  }

  private static Future<UserRow> use(SqlClient tx, Invite invite, UserRow user, long nowMs) {
    return new InviteStore(tx)
        .use(invite.id(), user.id(), nowMs)
        .map(
            mine -> {
              if (!mine) {
                throw badInvite();
              }
              return user;
            });
  }

  private Future<Made> audit(SqlClient tx, Call call, Invite invite, Made made, long nowMs) {
    Act act =
        Act.of(call, "register", made.user().name())
            .by(made.user().name())
            .change(new JsonObject(), made.user().brief().put("invite", invite.id()));
    return parts.audit().add(tx, act, nowMs).map(made);
  }

  static JsonObject user(UserRow user) {
    return new JsonObject().put("user", user.brief());
  }

  private static Throwable taken(Throwable e) {
    boolean twice = e instanceof PgException pg && "23505".equals(pg.getSqlState());
    return twice
        ? new Problem(
                409,
                "email-taken",
                "There is such an account",
                "email: it has an account",
                List.of(new Problem.Field("/body/email", "it has an account")))
            .refusal()
        : e;
  }
}
