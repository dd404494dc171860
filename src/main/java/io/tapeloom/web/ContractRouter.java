package io.tapeloom.web;

import io.tapeloom.user.Caller;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RequestExtractor;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.validation.ValidatableRequest;
import io.vertx.openapi.validation.ValidatedRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Turns the contract and the rooms' operations into routes. The contract is the only list of what
 * can be called: an operation without a role or a handler, and a handler without an operation, stop
 * the start.
 */
public final class ContractRouter {
  private static final String FILE = "openapi.yaml";
  private static final String OPERATION = "tapeloom.operation";
  private final Vertx vertx;
  private final JsonObject published;
  private final OpenAPIContract contract;
  private final Map<String, Parameters> parameters = new HashMap<>();
  private final Map<String, Terms> terms = new HashMap<>();

  private final Map<String, ProblemList.Entry> problems;

  private ContractRouter(Vertx vertx, Files files, OpenAPIContract contract) {
    this.vertx = vertx;
    this.problems = files.problems();
    this.published = files.contract();
    this.contract = contract;
    contract.operations().forEach(o -> parameters.put(o.getOperationId(), new Parameters(o)));
    contract.operations().forEach(o -> terms.put(o.getOperationId(), Terms.of(o, published)));
  }

  /** Reads {@code openapi.yaml} from the class path and checks it. */
  public static Future<ContractRouter> load(Vertx vertx) {
    return vertx
        .executeBlocking(() -> new Files(ContractFile.read(FILE), ProblemList.load()))
        .compose(files -> load(vertx, files));
  }

  private record Files(JsonObject contract, Map<String, ProblemList.Entry> problems) {}

  private static Future<ContractRouter> load(Vertx vertx, Files files) {
    return OpenAPIContract.from(vertx, ContractFile.digestible(files.contract()))
        .map(contract -> new ContractRouter(vertx, files, contract));
  }

  /** What the codes of problems mean. */
  public Map<String, ProblemList.Entry> problems() {
    return problems;
  }

  /** Ids of all operations of the contract. */
  public static Set<String> ids() {
    Set<String> ids = new TreeSet<>();
    ContractFile.read(FILE)
        .getJsonObject("paths")
        .forEach(path -> ids.addAll(ids((JsonObject) path.getValue())));
    return ids;
  }

  private static List<String> ids(JsonObject path) {
    return path.stream()
        .map(Map.Entry::getValue)
        .filter(JsonObject.class::isInstance)
        .map(o -> ((JsonObject) o).getString("operationId"))
        .toList();
  }

  /** The contract as it is published. */
  public JsonObject json() {
    return published.copy();
  }

  /** The contract as the library read it, for checks of answers. */
  public OpenAPIContract contract() {
    return contract;
  }

  /** Who may call each operation. */
  public Map<String, Access> access() {
    Map<String, Access> access = new TreeMap<>();
    contract.operations().forEach(o -> role(o).ifPresent(a -> access.put(o.getOperationId(), a)));
    return access;
  }

  private static Optional<Access> role(io.vertx.openapi.contract.Operation operation) {
    return Access.find(operation.getOpenAPIModel().getString("x-role", ""));
  }

  /** The methods of the operation at that path, empty when the contract has none there. */
  public Set<String> methodsAt(String path) {
    return Optional.ofNullable(contract.findPath(path)).stream()
        .flatMap(p -> p.getOperations().stream())
        .map(o -> o.getHttpMethod().name())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * The routes of every operation, with what the contract asks of callers checked before each.
   *
   * @param gatekeeper says who gave the password again
   * @throws IllegalStateException naming everything that is missing or superfluous
   */
  public Router router(List<Api> apis, Service service, Gatekeeper gatekeeper) {
    Map<String, Operation> operations = gather(apis);
    RouterBuilder builder = RouterBuilder.create(vertx, contract, this::extract);
    builder
        .getRoutes()
        .forEach(
            route -> {
              String id = route.getOperation().getOperationId();
              Operation operation = operations.get(id);
              Operation guarded = guarded(terms.get(id), operation, gatekeeper);
              route.addHandler(context -> answer(context, id, guarded, service));
            });
    return builder.createRouter();
  }

  private static Operation guarded(Terms terms, Operation operation, Gatekeeper gatekeeper) {
    return call -> {
      terms.stepUp().check(call, gatekeeper);
      return operation.handle(call);
    };
  }

  private Map<String, Operation> gather(List<Api> apis) {
    Map<String, Operation> operations = new TreeMap<>();
    List<String> faults = new ArrayList<>();
    for (Api api : apis) {
      api.operations()
          .forEach(
              (id, operation) -> {
                if (operations.put(id, operation) != null) {
                  faults.add(id + " has two handlers");
                }
              });
    }
    Set<String> known = parameters.keySet();
    known.stream()
        .filter(id -> !operations.containsKey(id))
        .forEach(id -> faults.add(noHandler(id)));
    operations.keySet().stream()
        .filter(id -> !known.contains(id))
        .forEach(id -> faults.add(id + " is not in the contract" + Nearest.hint(id, known)));
    faults.addAll(ContractRules.openDoors(published));
    if (!faults.isEmpty()) {
      throw new IllegalStateException(FILE + ": " + String.join("; ", faults));
    }
    return operations;
  }

  private static String noHandler(String id) {
    return id + " has no handler";
  }

  private Future<ValidatableRequest> extract(
      RoutingContext context, io.vertx.openapi.contract.Operation operation) {
    context.put(OPERATION, operation.getOperationId());
    try {
      admit(context, role(operation).orElseThrow());
      parameters.get(operation.getOperationId()).check(context.queryParams());
      terms.get(operation.getOperationId()).body().ifPresent(_ -> Bodies.mustBeJson(context));
    } catch (Refusal refusal) {
      return Future.failedFuture(refusal);
    }
    return RequestExtractor.withBodyHandler().extractValidatableRequest(context, operation);
  }

  private static void admit(RoutingContext context, Access access) {
    Caller caller = Identity.of(context);
    boolean here = Identity.client(context).fromThisMachine();
    if (access.allows(caller, here)) {
      return;
    }
    if (caller.person().isEmpty()) {
      throw Identity.unauthorized("expected a Bearer token of " + access.who()).refusal();
    }
    throw Problem.of(403, "forbidden", "Not allowed", "expected " + access.who() + scoped(caller))
        .refusal();
  }

  /** A key may reach less far than its owner. */
  private static String scoped(Caller caller) {
    return caller instanceof Caller.Program ? ", with a key whose scopes reach as far" : "";
  }

  private void answer(RoutingContext context, String id, Operation operation, Service service) {
    ValidatedRequest request = context.get(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST);
    Map<String, Object> values = parameters.get(id).values(request);
    Optional<JsonObject> body =
        Optional.ofNullable(request.getBody())
            .filter(b -> b.isJsonObject() && !b.isNull())
            .map(b -> b.getJsonObject());
    body.ifPresent(Bodies::mustBeStorable);
    Call call = new Call(RequestId.of(context), values, body, Identity.client(context));
    Future.succeededFuture(call)
        .map(c -> c.checked(terms.get(id)))
        .compose(c -> service.serve(terms.get(id), c, operation))
        .onSuccess(answer -> send(context, answer))
        .onFailure(context::fail);
  }

  private static void send(RoutingContext context, Answer answer) {
    if (context.response().ended() || context.response().closed()) {
      return;
    }
    HttpServerResponse response = context.response();
    answer.headers().forEach(response::putHeader);
    if (isUnchanged(context, answer)) {
      response.setStatusCode(304).end();
      return;
    }
    response
        .setStatusCode(answer.status())
        .putHeader("Content-Type", answer.contentType())
        .end(answer.body());
  }

  /** Gives what is read a tag, and says whether the caller has this very answer already. */
  private static boolean isUnchanged(RoutingContext context, Answer answer) {
    boolean read = context.request().method() == HttpMethod.GET && answer.status() == 200;
    if (!read || !answer.contentType().equals("application/json")) {
      return false;
    }
    HttpServerResponse response = context.response();
    if (!response.headers().contains("ETag")) {
      response.putHeader("ETag", Revision.of(answer.body()).tag());
    }
    String known = context.request().getHeader("If-None-Match");
    return known != null && new Revision(response.headers().get("ETag")).isIn(known);
  }

  /** The validator's complaint about that operation in words. */
  Problem explain(RoutingContext context, String complaint) {
    String id = context.get(OPERATION, "");
    return Optional.ofNullable(parameters.get(id))
        .flatMap(p -> p.explain(complaint, context))
        .orElseGet(() -> body(id, context));
  }

  private Problem body(String id, RoutingContext context) {
    Optional<JsonObject> schema = Optional.ofNullable(terms.get(id)).flatMap(Terms::body);
    if (schema.isEmpty()) {
      return Problem.invalid("/", "the request does not fit the contract");
    }
    Optional<Object> sent = Bodies.read(context);
    if (sent.isEmpty()) {
      return Problem.invalid(
          "/body", "the body: expected a JSON object, got " + Bodies.shape(context));
    }
    List<Problem.Field> faults = BodyFaults.of(published, schema.get(), sent.get());
    return faults.isEmpty()
        ? Problem.invalid("/body", "the body: expected what the contract shows, got something else")
        : Problem.invalid(faults);
  }
}
