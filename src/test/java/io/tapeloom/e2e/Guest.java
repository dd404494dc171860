package io.tapeloom.e2e;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * Somebody with an account of a running program, and the tokens of one login.
 *
 * @param stranger the same visitor before logging in
 */
record Guest(
    Visitor stranger, long id, String email, String password, String access, String refresh) {

  /** Registers with an invite's code. */
  static Guest register(Visitor stranger, String email, String code) {
    String password = stranger.canaries().keep("password", "a lantern for " + email + " at noon");
    JsonObject wish = credentials(email, password).put("invite_code", code);
    return of(stranger, stranger.post("/api/register", wish).expect(200).json(), password);
  }

  /** Logs in once more, where the program now is. */
  Guest again(Visitor elsewhere) {
    JsonObject login =
        elsewhere.post("/api/login", credentials(email, password)).expect(200).json();
    return of(elsewhere, login, password);
  }

  private static Guest of(Visitor stranger, JsonObject login, String password) {
    JsonObject user = login.getJsonObject("user");
    return new Guest(
        stranger,
        user.getLong("id"),
        user.getString("email"),
        password,
        stranger.canaries().keep("access token", login.getString("access_token")),
        stranger.canaries().keep("refresh token", login.getString("refresh_token")));
  }

  /** What a login is asked with. */
  static JsonObject credentials(String email, String password) {
    return new JsonObject().put("email", email).put("password", password);
  }

  /** The guest with the access token. */
  Visitor in() {
    return stranger.bearing(access);
  }

  /** The same, after giving the password again. */
  Visitor steppedUp() {
    in().post("/api/v1/me/step-up", new JsonObject().put("password", password)).expect(200);
    return in();
  }

  /** Invites somebody and lets them register. */
  Guest invite(String role, String email) {
    String code =
        steppedUp()
            .with("Idempotency-Key", "invite-" + email)
            .post("/api/v1/admin/invites", new JsonObject().put("role", role))
            .expect(201)
            .text("code");
    return register(stranger, email, stranger.canaries().keep("invite", code));
  }

  /** A key of theirs with that scope. */
  String key(String scope) {
    JsonObject wanted =
        new JsonObject().put("name", "for " + scope).put("scopes", new JsonArray().add(scope));
    String key =
        steppedUp()
            .with("Idempotency-Key", "key-" + scope)
            .post("/api/v1/me/keys", wanted)
            .expect(201)
            .text("key");
    return stranger.canaries().keep("key", key);
  }
}
