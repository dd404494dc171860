package io.tapeloom.user.io;

import io.tapeloom.user.ApiKey;
import io.tapeloom.user.Caller;
import io.tapeloom.web.Gatekeeper;
import io.tapeloom.web.Identity;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows callers by access token, key or ticket, from memory. */
final class Gate implements Gatekeeper {
  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
  private static final long NOTE_USE_EACH_MS = 60_000;
  private final AccessTokens tokens;
  private final AccountView view;
  private final Tickets tickets;
  private final KeyStore keys;
  private final InstantSource clock;
  private final Map<Long, Long> usedMs = new ConcurrentHashMap<>();

  Gate(AccessTokens tokens, AccountView view, Tickets tickets, Pool pool, InstantSource clock) {
    this.tokens = tokens;
    this.view = view;
    this.tickets = tickets;
    this.keys = new KeyStore(pool);
    this.clock = clock;
  }

  @Override
  public Future<Caller> identify(String bearer) {
    return bearer.startsWith(ApiKey.PREFIX) ? program(bearer) : signedIn(bearer);
  }

  private Future<Caller> program(String key) {
    Optional<Caller.Program> program =
        ApiKey.hasForm(key) ? view.byKey(Secrets.hex(key)) : Optional.empty();
    program.ifPresent(this::noteUse);
    return program.<Future<Caller>>map(Future::succeededFuture).orElseGet(Gate::refused);
  }

  private void noteUse(Caller.Program program) {
    long nowMs = clock.millis();
    long last = usedMs.getOrDefault(program.keyId(), 0L);
    if (nowMs - last >= NOTE_USE_EACH_MS) {
      usedMs.put(program.keyId(), nowMs);
      keys.used(program.keyId(), nowMs)
          .onFailure(e -> LOG.debug("use of {} not noted: {}", program.name(), e.getMessage()));
    }
  }

  private Future<Caller> signedIn(String token) {
    return tokens.verify(token).compose(this::known, _ -> refused());
  }

  /** Another server may have let that login in a moment ago. */
  private Future<Caller> known(AccessTokens.Claims claims) {
    Future<Void> read = view.isNews(claims.sessionId()) ? view.refresh() : Future.succeededFuture();
    return read.compose(_ -> caller(claims));
  }

  private Future<Caller> caller(AccessTokens.Claims claims) {
    return view.bySession(claims.sessionId())
        .filter(person -> person.id() == claims.userId())
        .<Caller>map(p -> new Caller.SignedIn(p, claims.sessionId(), claims.untilMs()))
        .filter(view::stands)
        .map(Future::succeededFuture)
        .orElseGet(Gate::refused);
  }

  private static Future<Caller> refused() {
    return Future.failedFuture(
        Identity.unauthorized("the token is not good, or its time is over").refusal());
  }

  @Override
  public boolean stands(Caller caller) {
    return view.stands(caller);
  }

  @Override
  public String ticket(Caller caller) {
    return tickets.issue(caller).ticket();
  }

  @Override
  public Caller redeem(String ticket) {
    return tickets.redeem(ticket).filter(view::stands).orElse(Caller.ANONYMOUS);
  }

  @Override
  public boolean steppedUp(Caller caller) {
    return view.steppedUpUntil(caller) > clock.millis();
  }
}
