package io.tapeloom.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * The whole front of a running program: who gets in and how far, the public WebSocket protocol as
 * an independent client finds it, logins over a restart, and no secret left anywhere.
 */
class FrontIT {
  private static final Path ROOT = Path.of("target", "front").toAbsolutePath();
  private static final Path DATA = ROOT.resolve("data");
  private static final Path LOG = ROOT.resolve("up.log");
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration STOP = Duration.ofSeconds(20);
  private static final List<String> SOCKETS =
      List.of("/ws/market", "/ws/market/status", "/eventbus/websocket");

  /** Even what debugging shows must hold no secret. */
  private static final String CONFIG =
      """
      log:
        level: debug
      collector:
        backfill_hours: 0.2
      """;

  private final Canaries canaries = new Canaries();

  @Test
  void aWholeVisit() throws Exception {
    Trees.delete(ROOT);
    Files.createDirectories(ROOT);
    Files.writeString(ROOT.resolve("tapeloom.yaml"), CONFIG);
    Guest admin;
    try (Program program = start()) {
      JsonObject hooks = program.ready(START);
      admin = firstAdmin(hooks);
      Guest viewer = admin.invite("viewer", "viewer@example.org");
      Guest trader = admin.invite("trader", "trader@example.org");
      proveSockets(hooks, viewer, trader);
      nobodyReachesWhatIsSomebodyElses(viewer, trader);
      secretsInTheWrongPlaceAreNotRepeated(viewer);
      whoIsBannedIsPutOutEverywhere(admin, viewer);
      admin = admin.again(admin.stranger());
      assertEquals(143, program.stop(STOP));
    }
    try (Program program = start()) {
      String url = program.ready(START).getString("url");
      loginsSurvive(Visitor.stranger(url, canaries), admin);
      assertEquals(143, program.stop(STOP));
    }
    noSecretIsLeft();
  }

  private static Program start() {
    List<String> up =
        List.of("up", "--json", "--no-open", "--port", "0", "--sim-port", "0", "--speed", "100");
    List<String> arguments = new ArrayList<>(up);
    arguments.addAll(List.of("--config", ROOT.resolve("tapeloom.yaml").toString()));
    arguments.addAll(List.of("--data", DATA.toString()));
    return Program.start(LOG, arguments);
  }

  private Guest firstAdmin(JsonObject hooks) {
    Visitor stranger = Visitor.stranger(hooks.getString("url"), canaries);
    assertTrue(stranger.get("/api/v1/first-admin").expect(200).json().getBoolean("needed"));
    String code = canaries.keep("first code", hooks.getString("first_admin_code"));
    Guest admin = Guest.register(stranger, "root@example.org", code);
    assertFalse(stranger.get("/api/v1/first-admin").expect(200).json().getBoolean("needed"));
    JsonObject again =
        Guest.credentials("second@example.org", "one code makes one admin")
            .put("invite_code", code);
    assertEquals("bad-invite", stranger.post("/api/register", again).expect(400).text("code"));
    return admin;
  }

  /** The client knows only the protocol's description; its last line says what it found. */
  private void proveSockets(JsonObject hooks, Guest viewer, Guest trader) throws Exception {
    JsonObject tokens =
        new JsonObject().put("viewer", viewer.access()).put("trader", trader.access());
    JsonObject given =
        new JsonObject()
            .put("url", hooks.getString("url"))
            .put("sim", hooks.getJsonObject("sim").getString("admin"))
            .put("tokens", tokens);
    Path report = ROOT.resolve("client.log");
    Process client =
        new ProcessBuilder("node", "prove.mjs")
            .directory(Path.of("src", "test", "ws-client").toFile())
            .redirectErrorStream(true)
            .redirectOutput(report.toFile())
            .start();
    try (var input = client.outputWriter()) {
      input.write(given.encode());
    }
    if (!client.waitFor(180, TimeUnit.SECONDS)) {
      client.destroyForcibly();
    }
    String said = Files.readString(report);
    assertEquals(0, client.waitFor(), said);
    JsonObject result = new JsonObject(said.lines().reduce((_, last) -> last).orElse("{}"));
    assertTrue(result.getBoolean("ok"), said);
    assertTrue(result.getInteger("checks") >= 250, said);
    System.out.println("WebSocket client: " + result.getJsonObject("figures"));
  }

  /** Ids of another person are answered as if they did not exist, and nothing happens to them. */
  private static void nobodyReachesWhatIsSomebodyElses(Guest one, Guest other) {
    String key = one.key("read");
    long keyId = newest(one.in().get("/api/v1/me/keys"));
    long sessionId = newest(one.in().get("/api/v1/me/sessions"));
    for (String path : List.of("/api/v1/me/keys/" + keyId, "/api/v1/me/sessions/" + sessionId)) {
      other.in().call("DELETE", path, "").expect(404);
      other.stranger().call("DELETE", path, "").expect(401);
    }
    one.in().get("/api/me").expect(200);
    one.stranger().bearing(key).get("/api/rates").expect(200);
    one.stranger().bearing(key).call("DELETE", "/api/v1/me/keys/" + keyId, "").expect(403);
    one.in().get("/api/v1/admin/users").expect(403);
    other.in().get("/api/v1/admin/audit").expect(403);
    JsonObject role = new JsonObject().put("role", "admin");
    other.in().post("/api/v1/admin/users/" + other.id() + "/role", role).expect(403);
  }

  private static long newest(Visitor.Reply list) {
    return list.expect(200).json().getJsonArray("items").getJsonObject(0).getLong("id");
  }

  /** Each visitor checks by itself that no answer holds what was sent. */
  private static void secretsInTheWrongPlaceAreNotRepeated(Guest guest) {
    String secret = guest.password();
    Visitor stranger = guest.stranger();
    stranger.call("POST", "/api/login", "{\"email\":\"a@example.org\",\"password\":\"" + secret);
    stranger.call("POST", "/api/login", "[\"" + secret + "\"]");
    stranger.post("/api/login", Guest.credentials(secret, secret));
    stranger.post("/api/login", Guest.credentials(guest.email(), secret).put(secret, secret));
    stranger.post("/api/refresh", new JsonObject().put("refresh_token", guest.access()));
    stranger.bearing(guest.refresh()).get("/api/me").expect(401);
    stranger.bearing(secret.replace(' ', '_')).get("/api/me").expect(401);
    stranger.with("Authorization", "Basic " + guest.access()).get("/api/me").expect(401);
    stranger.get("/api/rates?access_token=" + guest.access());
    stranger.get("/api/me?access_token=" + guest.access()).expect(401);
    stranger.with("Cookie", "tapeloom_refresh=" + guest.refresh()).get("/api/me").expect(401);
    stranger.with("X-Request-Id", guest.access()).get("/api/health");
  }

  private static void whoIsBannedIsPutOutEverywhere(Guest admin, Guest guest) throws Exception {
    List<HeldSocket> held = new ArrayList<>();
    for (String path : SOCKETS) {
      held.add(HeldSocket.open(guest.stranger().url(), path, guest.access()));
    }
    HeldSocket others = HeldSocket.open(admin.stranger().url(), SOCKETS.getFirst(), admin.access());
    String path = "/api/v1/admin/users/" + guest.id() + "/ban";
    Visitor unasked = admin.again(admin.stranger()).in();
    JsonObject nothing = new JsonObject();
    assertEquals("step-up-required", unasked.post(path, nothing).expect(403).text("code"));
    long banned = System.nanoTime();
    admin.steppedUp().post(path, nothing).expect(200);
    for (HeldSocket socket : held) {
      System.out.println(socket.path() + " of a banned viewer: " + socket.end());
    }
    System.out.printf("put out after %d ms%n", (System.nanoTime() - banned) / 1_000_000);
    assertTrue(others.isOpen(), "an admin's socket was closed, too");
    others.close();
    guest.in().get("/api/me").expect(401);
    JsonObject login = Guest.credentials(guest.email(), guest.password());
    assertEquals("banned", guest.stranger().post("/api/login", login).expect(403).text("code"));
    JsonObject refresh = new JsonObject().put("refresh_token", guest.refresh());
    guest.stranger().post("/api/refresh", refresh).expect(401);
  }

  /** What an admin had before a restart works after it; what was used up stays so. */
  private void loginsSurvive(Visitor stranger, Guest before) {
    Guest admin =
        new Guest(
            stranger,
            before.id(),
            before.email(),
            before.password(),
            before.access(),
            before.refresh());
    admin.in().get("/api/me").expect(200);
    JsonObject refresh = new JsonObject().put("refresh_token", admin.refresh());
    JsonObject fresh = stranger.post("/api/refresh", refresh).expect(200).json();
    String access = canaries.keep("access token", fresh.getString("access_token"));
    canaries.keep("refresh token", fresh.getString("refresh_token"));
    for (String path : answers()) {
      stranger.bearing(access).get(path).expect(200);
    }
    stranger.post("/api/refresh", refresh).expect(401);
    stranger.bearing(access).get("/api/me").expect(401);
  }

  /** Everything that tells an admin about people and the program. */
  private static List<String> answers() {
    return List.of(
        "/metrics",
        "/health",
        "/api/v1/mode",
        "/api/v1/server",
        "/api/v1/server/log?limit=500",
        "/api/v1/proxies",
        "/api/v1/admin/users",
        "/api/v1/admin/invites",
        "/api/v1/admin/audit?limit=200",
        "/api/v1/admin/audit/verify",
        "/api/v1/me/keys",
        "/api/v1/me/sessions",
        "/api/openapi.json");
  }

  private void noSecretIsLeft() throws Exception {
    for (String file : List.of("password-pepper", "access-token")) {
      canaries.keep("key file", Files.readString(DATA.resolve("keys").resolve(file)).strip());
    }
    canaries.assertNoneIn("the log", Files.readString(LOG));
    canaries.assertNoneBelow(DATA, "keys");
    assertTrue(canaries.count() >= 14, "only " + canaries.count() + " secrets looked for");
  }
}
