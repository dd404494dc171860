package io.tapeloom.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Holds answers against the contract's schemas. */
public final class ContractCheck {
  private final ContractRouter contract;
  private final ResponseValidator validator;

  private ContractCheck(Vertx vertx, ContractRouter contract) {
    this.contract = contract;
    this.validator = ResponseValidator.create(vertx, contract.contract());
  }

  /** Loads the contract. */
  public static ContractCheck load(Vertx vertx) throws Exception {
    return new ContractCheck(vertx, await(ContractRouter.load(vertx)));
  }

  /** Waits for a future on a thread of the test. */
  public static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  /** Every operation id of the contract. */
  public Set<String> operations() {
    return contract.access().keySet();
  }

  /** Fails unless the answer of that operation has the promised status and shape. */
  public void conforms(String operationId, Answer answer) throws Exception {
    conforms(operationId, answer.status(), answer.body(), answer.contentType());
  }

  /** Fails unless the body fits what the contract promises for that status. */
  public void conforms(String operationId, int status, Buffer body, String type) throws Exception {
    Operation operation = contract.contract().operation(operationId);
    boolean promised = operation.getResponse(status) != null;
    assertTrue(promised || status >= 400, operationId + " promises no status " + status);
    if (type.startsWith("text/")) {
      return;
    }
    String plain = type.equals(Problem.MEDIA_TYPE) ? "application/json" : type;
    assertEquals("application/json", plain, operationId);
    ValidatableResponse response = ValidatableResponse.create(status, body, plain);
    try {
      await(validator.validate(response, operationId));
    } catch (ExecutionException e) {
      throw new AssertionError(operationId + ": " + e.getCause().getMessage() + " in " + body, e);
    }
  }
}
