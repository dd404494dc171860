package io.tapeloom.gateway;

import io.tapeloom.user.Caller;
import io.tapeloom.user.Role;
import io.tapeloom.user.Scope;
import io.tapeloom.web.Gatekeeper;
import io.tapeloom.web.Identity;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * A gatekeeper for tests of what lies behind it: the token {@code viewer} is a viewer, {@code
 * trader:3} the trader with id 3, {@code key:metrics} a key with that scope.
 */
final class KnownGate implements Gatekeeper {
  @Override
  public Future<Caller> identify(String bearer) {
    return caller(bearer)
        .map(Future::succeededFuture)
        .orElseGet(() -> Future.failedFuture(Identity.unauthorized("unknown token").refusal()));
  }

  private static Optional<Caller> caller(String bearer) {
    String[] parts = bearer.split(":", 2);
    if (parts[0].equals("key") && parts.length == 2) {
      Caller.Person owner = new Caller.Person(9, "owner@example.org", Role.ADMIN);
      return Scope.find(parts[1])
          .map(scope -> new Caller.Program(owner, 5, List.of(scope), Long.MAX_VALUE));
    }
    long id = parts.length == 2 ? Long.parseLong(parts[1]) : 1;
    return Role.find(parts[0])
        .map(role -> new Caller.Person(id, parts[0] + "@example.org", role))
        .map(person -> new Caller.SignedIn(person, id, Long.MAX_VALUE));
  }

  @Override
  public boolean stands(Caller caller) {
    return true;
  }

  @Override
  public String ticket(Caller caller) {
    return "ticket";
  }

  @Override
  public Caller redeem(String ticket) {
    return Caller.ANONYMOUS;
  }

  @Override
  public boolean steppedUp(Caller caller) {
    return true;
  }
}
