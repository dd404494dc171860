package io.tapeloom.user.io;

import io.tapeloom.web.Call;
import io.vertx.core.json.JsonObject;

/**
 * What is written into the audit log of one thing done.
 *
 * @param before what it was; empty where there was nothing
 * @param after what it became; never holds a secret
 * @param result {@code ok} or why not
 */
record Act(
    String who,
    String action,
    String target,
    JsonObject before,
    JsonObject after,
    String address,
    String result) {

  /** Something that went well. */
  static Act of(Call call, String action, String target) {
    return new Act(
        call.caller().name(),
        action,
        target,
        new JsonObject(),
        new JsonObject(),
        call.client().address(),
        "ok");
  }

  Act by(String name) {
    return new Act(name, action, target, before, after, address, result);
  }

  Act change(JsonObject was, JsonObject became) {
    return new Act(who, action, target, was, became, address, result);
  }

  Act failed(String why) {
    return new Act(who, action, target, before, after, address, why);
  }
}
