package io.tapeloom.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract says of every operation who may call it, with what, and how it fails. */
class ContractRulesTest {
  private static final JsonObject CONTRACT = ContractFile.read("openapi.yaml");

  @Test
  void everyOperationHasARoleExamplesAndErrors() {
    List<String> faults = ContractRules.faults(CONTRACT);
    if (!faults.isEmpty()) {
      fail("openapi.yaml, please complete:\n  " + String.join("\n  ", faults));
    }
  }

  /** An example that does not fit its own schema would teach the wrong thing. */
  @Test
  void everyExampleFitsItsSchema() throws Exception {
    Vertx vertx = Vertx.vertx();
    List<String> faults = new ArrayList<>();
    ContractCheck check = ContractCheck.load(vertx);
    for (Examples.Sample sample : Examples.load().samples()) {
      try {
        check.conforms(sample.id(), sample.answer());
      } catch (AssertionError e) {
        faults.add("example of an answer of " + e.getMessage());
      }
    }
    ContractCheck.await(vertx.close());
    assertEquals(List.of(), faults);
  }

  @Test
  void whateverIsMissingIsNamed() {
    String get =
        """
        {"operationId": "x", "summary": "s", "tags": ["t"], "x-role": "trader",
         "parameters": [{"name": "limit", "in": "query", "example": 1}],
         "requestBody": {"content": {"application/json": {"schema": {"type": "object"}}}},
         "responses": {"200": {"content": {"application/json": {"schema": {}}}}, "429": {}}}""";
    JsonObject contract =
        new JsonObject()
            .put(
                "paths",
                new JsonObject().put("/x", new JsonObject().put("get", new JsonObject(get))));
    assertEquals(
        List.of(
            "GET /x (x): parameter limit has no description",
            "GET /x (x): the request body has no example beside its schema",
            "GET /x (x): the request body's schema lacks additionalProperties: false",
            "GET /x (x): response 200 application/json has no example",
            "GET /x (x): no response 400, such as { $ref: '#/components/responses/BadRequest' }",
            "GET /x (x): no response 401, such as { $ref: '#/components/responses/Unauthorized' }",
            "GET /x (x): no response 403, such as { $ref: '#/components/responses/Forbidden' }",
            "GET /x (x): no response default, such as { $ref: '#/components/responses/Problem' }"),
        ContractRules.faults(contract));
  }

  @Test
  void anOperationWithoutARoleStopsTheStart() {
    JsonObject contract = CONTRACT.copy();
    contract
        .getJsonObject("paths")
        .getJsonObject("/api/kline")
        .getJsonObject("get")
        .remove("x-role");
    List<String> faults = ContractRules.openDoors(contract);
    assertEquals(1, faults.size());
    assertTrue(faults.getFirst().startsWith("GET /api/kline (kline): no x-role"), faults::toString);
  }
}
