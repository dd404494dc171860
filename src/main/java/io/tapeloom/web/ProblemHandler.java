package io.tapeloom.web;

import io.vertx.core.Handler;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.openapi.validation.ValidatorException;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.DatabaseException;
import java.net.ConnectException;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes every failure a problem; what it does not know becomes a 500 whose cause only is logged.
 */
public final class ProblemHandler implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemHandler.class);

  private static final long LINGER_MS = 2_000;

  /** SQLSTATE classes: connection, insufficient resources, operator intervention. */
  private static final Set<String> AWAY = Set.of("08", "53", "57");

  private final ContractRouter contract;

  /** A handler that explains validation errors by that contract. */
  public ProblemHandler(ContractRouter contract) {
    this.contract = contract;
  }

  @Override
  public void handle(RoutingContext context) {
    Problem problem = problem(context);
    if (problem.status() >= 500 && problem.code().equals("internal")) {
      LOG.error("request {} failed", RequestId.of(context), context.failure());
    } else if (away(context.failure())) {
      LOG.warn("request {} not answered: {}", RequestId.of(context), context.failure().toString());
    }
    if (context.failure() instanceof Refusal refusal && refusal.retryAfterS() > 0) {
      context.response().putHeader("Retry-After", String.valueOf(refusal.retryAfterS()));
    }
    send(context, problem);
  }

  private Problem problem(RoutingContext context) {
    return switch (context.failure()) {
      case Refusal refusal -> refusal.problem();
      case ValidatorException invalid -> contract.explain(context, invalid.getMessage());
      case HttpException e when e.getCause() instanceof ValidatorException invalid ->
          contract.explain(context, invalid.getMessage());
      case HttpException e -> byStatus(e.getStatusCode());
      case Throwable fault when away(fault) -> Problem.unavailable("the database does not answer");
      case null -> byStatus(context.statusCode());
      default -> context.statusCode() == 500 ? Problem.internal() : byStatus(context.statusCode());
    };
  }

  /** True where the fault lies with a database that is gone, starting, stopping or overrun. */
  private static boolean away(Throwable fault) {
    return switch (fault) {
      case DatabaseException refused ->
          AWAY.contains(String.valueOf(refused.getSqlState()).substring(0, 2));
      case ConnectException _, ClosedConnectionException _ -> true;
      case VertxException lost -> String.valueOf(lost.getMessage()).contains("connection");
      case null, default -> false;
    };
  }

  private static Problem byStatus(int status) {
    return switch (status) {
      case 400 -> Problem.of(400, "invalid-request", "The request is not valid", "malformed");
      case 401 -> Identity.unauthorized("expected a Bearer token");
      case 403 -> Problem.of(403, "forbidden", "Not allowed", "this caller may not do that");
      case 404 -> Problem.notFound("there is nothing at this path");
      case 405 -> Problem.of(405, "method-not-allowed", "Method not allowed", "see Allow");
      case 413 ->
          Problem.of(413, "too-large", "The request is too large", "expected at most 64 KiB");
      case 408 -> Problem.of(408, "too-slow", "The request came too slowly", "send it in 30 s");
      case 414, 431 -> Problem.of(status, "too-large", "The request is too large", "shorten it");
      case 415 -> Problem.of(415, "media-type", "Media type not supported", "send JSON");
      case 503 -> Problem.unavailable("try again later");
      default -> Problem.internal();
    };
  }

  /** Ends the request with that problem. */
  public static void send(RoutingContext context, Problem problem) {
    if (context.response().ended() || context.response().closed()) {
      return;
    }
    linger(context);
    context
        .response()
        .setStatusCode(problem.status())
        .putHeader("Content-Type", Problem.MEDIA_TYPE)
        .putHeader("Cache-Control", "no-store")
        .end(problem.toJson(instance(context), RequestId.of(context)).toBuffer());
  }

  /** The path as far as it is plain: what a stranger made up is not repeated. */
  private static String instance(RoutingContext context) {
    String path = Optional.ofNullable(context.normalizedPath()).orElse("/");
    String plain = path.replaceAll("[^A-Za-z0-9/_.~-]", "?");
    return plain.length() > 200 ? plain.substring(0, 200) : plain;
  }

  /**
   * Who is answered while still sending may go on for a moment, since a connection that ends at
   * once takes the answer with it; then it is ended.
   */
  private static void linger(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (request.isEnded()) {
      return;
    }
    context
        .vertx()
        .setTimer(
            LINGER_MS,
            _ -> {
              if (!request.isEnded()) {
                request.connection().close();
              }
            });
  }
}
