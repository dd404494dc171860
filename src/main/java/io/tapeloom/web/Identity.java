package io.tapeloom.web;

import io.tapeloom.user.Caller;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Finds out who sends a request, before anything asks what they may do. */
public final class Identity implements Handler<RoutingContext> {
  private static final String KEY = "tapeloom.caller";
  private static final String SCHEME = "Bearer ";
  private final Gatekeeper gatekeeper;

  /** Asks that gatekeeper. */
  public Identity(Gatekeeper gatekeeper) {
    this.gatekeeper = gatekeeper;
  }

  @Override
  public void handle(RoutingContext context) {
    List<String> sent = context.request().headers().getAll("Authorization");
    if (sent.isEmpty()) {
      context.put(KEY, gatekeeper.nobody());
      context.next();
    } else if (sent.size() > 1 || !sent.getFirst().startsWith(SCHEME)) {
      context.fail(unauthorized("Authorization: expected one Bearer token").refusal());
    } else {
      hold(context.request());
      gatekeeper
          .identify(sent.getFirst().substring(SCHEME.length()).strip())
          .onComplete(_ -> release(context.request()))
          .onSuccess(
              caller -> {
                context.put(KEY, caller);
                context.next();
              })
          .onFailure(context::fail);
    }
  }

  /** One that ended meanwhile could not become a WebSocket any more. */
  private static void hold(HttpServerRequest request) {
    if (!request.isEnded()) {
      request.pause();
    }
  }

  private static void release(HttpServerRequest request) {
    if (!request.isEnded()) {
      request.resume();
    }
  }

  /** Who sent that request. */
  public static Caller of(RoutingContext context) {
    return context.get(KEY, Caller.ANONYMOUS);
  }

  /** 401 that says what was expected. */
  public static Problem unauthorized(String detail) {
    return Problem.of(401, "unauthorized", "Log in first", detail);
  }

  /** The other end of that request. */
  static Client client(RoutingContext context) {
    return new Client(of(context), Proxies.of(context), context.request().headers());
  }
}
