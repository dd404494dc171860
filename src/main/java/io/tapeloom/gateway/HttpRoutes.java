package io.tapeloom.gateway;

import io.tapeloom.gateway.ws.MarketSockets;
import io.tapeloom.web.AccessLog;
import io.tapeloom.web.Admission;
import io.tapeloom.web.Api;
import io.tapeloom.web.ContractRouter;
import io.tapeloom.web.Cors;
import io.tapeloom.web.Identity;
import io.tapeloom.web.ProblemHandler;
import io.tapeloom.web.Proxies;
import io.tapeloom.web.RequestId;
import io.tapeloom.web.SecurityHeaders;
import io.tapeloom.web.Throttle;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The order in which a request meets the gateway: guards, bridge, contract, web app, nothing. */
final class HttpRoutes {
  private static final long BODY_LIMIT = 64 * 1024;
  private final Vertx vertx;
  private final ContractRouter contract;
  private final GatewayParts parts;

  HttpRoutes(Vertx vertx, ContractRouter contract, GatewayParts parts) {
    this.vertx = vertx;
    this.contract = contract;
    this.parts = parts;
  }

  Router router(Bridge bridge, WebApp webApp) {
    Router root = Router.router(vertx);
    root.route()
        .handler(new Proxies(parts.settings().trustedProxies()))
        .handler(new RequestId())
        .handler(new SecurityHeaders())
        .handler(new AccessLog())
        .handler(new Admission(parts.settings().rules()))
        .failureHandler(new ProblemHandler(contract));
    Throttle throttle = new Throttle(parts.settings().limits(), System::nanoTime);
    root.route().handler(new Cors(parts.settings().rules())).handler(throttle.ofAddress());
    bridge.mount(root);
    new MarketSockets(vertx, parts.bus(), parts.clock(), parts.gatekeeper(), parts.ws())
        .mount(root);
    root.route().handler(new Deadline(vertx));
    root.route().handler(BodyHandler.create(false).setBodyLimit(BODY_LIMIT));
    root.route().handler(new Identity(parts.gatekeeper())).handler(throttle.ofCaller());
    root.route().subRouter(contract.router(apis(), parts.service(), parts.gatekeeper()));
    root.route().handler(webApp);
    root.route().handler(this::nothing);
    return root;
  }

  private List<Api> apis() {
    List<Api> all = new ArrayList<>(parts.apis());
    all.add(new GatewayApi(parts, contract.json(), contract.problems()));
    return all;
  }

  private void nothing(RoutingContext context) {
    Set<String> methods = contract.methodsAt(String.valueOf(context.request().path()));
    if (methods.isEmpty()) {
      context.fail(404);
    } else {
      context.response().putHeader("Allow", String.join(", ", methods));
      context.fail(405);
    }
  }
}
