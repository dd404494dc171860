package io.tapeloom.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A bad body is explained field by field, and never repeated. */
class BodyFaultsTest {
  private static final JsonObject CONTRACT =
      new JsonObject(
          """
          {"components":{"schemas":{
            "Login":{"type":"object","additionalProperties":false,"required":["email","password"],
              "properties":{
                "email":{"type":"string","minLength":3,"maxLength":20},
                "password":{"$ref":"#/components/schemas/Secret"},
                "role":{"type":"string","enum":["viewer","trader"]},
                "until":{"type":["integer","null"],"minimum":0,"maximum":9},
                "scopes":{"type":"array","minItems":1,"maxItems":2,"items":{"type":"string","pattern":"^[a-z]+$"}},
                "sure":{"type":"boolean"}}},
            "Secret":{"type":"string","minLength":15,"maxLength":1024}}}}""");
  private static final JsonObject SCHEMA =
      new JsonObject().put("$ref", "#/components/schemas/Login");

  private static List<String> faults(String body) {
    return BodyFaults.of(CONTRACT, SCHEMA, Json.decodeValue(body)).stream()
        .map(f -> f.pointer() + " " + f.detail())
        .toList();
  }

  /** PostgreSQL cannot store it: a halt with such a reason failed instead of halting. */
  @Test
  void aTextWithANulInItIsNamed() {
    Bodies.mustBeStorable(new JsonObject("{\"a\":\"b\\u0001\",\"c\":null,\"d\":[1,\"e\"]}"));
    for (String body :
        List.of("{\"reason\":\"a\\u0000b\"}", "{\"in\":[{\"reason\":\"\\u0000\"}]}")) {
      JsonObject json = new JsonObject(body);
      Problem problem = assertThrows(Refusal.class, () -> Bodies.mustBeStorable(json)).problem();
      assertEquals(400, problem.status());
      assertTrue(problem.errors().getFirst().pointer().endsWith("/reason"), body);
    }
  }

  @Test
  void whatFitsHasNoFaults() {
    String good =
        "{\"email\":\"a@b\",\"password\":\"fifteen letters and more\",\"until\":null,\"scopes\":[\"a\"]}";
    assertEquals(List.of(), faults(good));
  }

  @Test
  void eachFaultNamesFieldRuleAndShape() {
    assertEquals(
        List.of(
            "/body/password password: expected a text of 15 to 1024 characters, got nothing",
            "/body/email email: expected a text of 3 to 20 characters, got a number",
            "/body/role role: expected one of viewer, trader, got a text of 5 characters",
            "/body/until until: expected a whole number from 0 to 9 or null, got a number",
            "/body/scopes/1 1: expected a text like ^[a-z]+$, got a text of 1 character",
            "/body/sure sure: expected true or false, got an object of 0 fields",
            "/body/rol unknown field, did you mean role?"),
        faults(
            """
            {"email":5,"role":"admin","until":10,"scopes":["a","B"],"sure":{},"rol":1}"""));
    assertEquals(
        List.of("/body the body: expected a JSON object, got a list of 1 items"), faults("[1]"));
    assertEquals(
        List.of("/body/scopes scopes: expected a list of 1 to 2 items, got a list of 0 items"),
        faults("{\"email\":\"a@b\",\"password\":\"fifteen letters and more\",\"scopes\":[]}"));
  }

  @Test
  void namesAndValuesOfStrangersAreNotRepeated() {
    String all = faults("{\"<script>\":1,\"email\":\"<b>\",\"password\":\"hunter2\"}").toString();
    assertFalse(all.contains("script") || all.contains("hunter2") || all.contains("<b>"), all);
    assertTrue(all.contains("/body/? unknown field"), all);
  }

  @Test
  void aFloodOfFaultsIsCutShort() {
    JsonObject many = new JsonObject();
    for (int i = 0; i < 5_000; i++) {
      many.put("x" + i, new JsonArray());
    }
    List<Problem.Field> faults = BodyFaults.of(CONTRACT, SCHEMA, many);
    assertTrue(faults.size() <= 22, () -> "faults " + faults.size());
  }
}
