package io.tapeloom.user;

import java.util.List;
import java.util.Optional;

/** Who a request or a socket is from. */
public sealed interface Caller {
  /** Nobody in particular. */
  Caller ANONYMOUS = new Anonymous();

  /** True when the caller may do what that role may. */
  boolean covers(Role needed);

  /** True when the caller may read metrics and the state of the parts. */
  boolean readsMetrics();

  /** Name in logs and quotas: {@code anonymous}, {@code user:7} or {@code key:3}. */
  String name();

  /** The person behind the caller, absent when it is nobody in particular. */
  Optional<Person> person();

  /** A person as rows know them. */
  record Person(long id, String email, Role role) {}

  /** Nobody in particular. */
  record Anonymous() implements Caller {
    @Override
    public boolean covers(Role needed) {
      return false;
    }

    @Override
    public boolean readsMetrics() {
      return false;
    }

    @Override
    public String name() {
      return "anonymous";
    }

    @Override
    public Optional<Person> person() {
      return Optional.empty();
    }
  }

  /**
   * Somebody who logged in.
   *
   * @param sessionId the family of refresh tokens the access token came from
   * @param untilMs when the access token ends, real time
   */
  record SignedIn(Person who, long sessionId, long untilMs) implements Caller {
    @Override
    public boolean covers(Role needed) {
      return who.role().covers(needed);
    }

    @Override
    public boolean readsMetrics() {
      return covers(Role.ADMIN);
    }

    @Override
    public String name() {
      return "user:" + who.id();
    }

    @Override
    public Optional<Person> person() {
      return Optional.of(who);
    }
  }

  /**
   * A program with an API key.
   *
   * @param owner whose key it is
   * @param untilMs when the key ends, real time; {@code Long.MAX_VALUE} when it does not
   */
  record Program(Person owner, long keyId, List<Scope> scopes, long untilMs) implements Caller {
    /** Copies the scopes. */
    public Program {
      scopes = List.copyOf(scopes);
    }

    @Override
    public boolean covers(Role needed) {
      Scope asked =
          switch (needed) {
            case VIEWER -> Scope.READ;
            case TRADER -> Scope.TRADE;
            case ADMIN -> Scope.ADMIN;
          };
      boolean scoped = scopes.stream().anyMatch(s -> s != Scope.METRICS && s.compareTo(asked) >= 0);
      return scoped && owner.role().covers(needed);
    }

    @Override
    public boolean readsMetrics() {
      return scopes.contains(Scope.METRICS) || covers(Role.ADMIN);
    }

    @Override
    public String name() {
      return "key:" + keyId;
    }

    @Override
    public Optional<Person> person() {
      return Optional.of(owner);
    }
  }
}
