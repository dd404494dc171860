package io.tapeloom.user.io;

import io.tapeloom.user.AuditRow;
import io.tapeloom.user.Invite;
import io.tapeloom.user.Role;
import io.tapeloom.web.Answer;
import io.tapeloom.web.Api;
import io.tapeloom.web.Call;
import io.tapeloom.web.Operation;
import io.tapeloom.web.Paging;
import io.tapeloom.web.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** Who may come in next, and the log of what was done. */
final class InvitesApi implements Api {
  static final String CREATED_BY = "createdBy";
  private final AccountParts parts;
  private final Invites invites;
  private final Emails emails;

  InvitesApi(AccountParts parts) {
    this.parts = parts;
    this.invites = new Invites(parts.pool(), parts.audit());
    this.emails = new Emails(parts.pool());
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of(
        "invites", this::invites,
        "createInvite", this::create,
        "revokeInvite", this::revoke,
        "auditLog", this::audit,
        "verifyAudit", _ -> parts.audit().verify().map(chain -> Answer.json(json(chain))));
  }

  private Future<Answer> invites(Call call) {
    long nowMs = parts.now();
    return new InviteStore(parts.pool())
        .list()
        .map(list -> list.stream().map(i -> json(i, nowMs)).toList())
        .compose(rows -> emails.beside(rows, CREATED_BY))
        .map(
            rows ->
                Answer.json(
                    new JsonObject().put("items", new JsonArray(rows)).putNull("nextCursor")));
  }

  static JsonObject json(Invite invite, long nowMs) {
    return new JsonObject()
        .put("id", invite.id())
        .put("role", invite.role().code())
        .put("state", invite.state(nowMs))
        .put(CREATED_BY, invite.createdBy())
        .put("createdMs", invite.createdMs())
        .put("expiresMs", invite.expiresMs());
  }

  private Future<Answer> create(Call call) {
    JsonObject body = call.body().orElseThrow();
    Role role = Role.find(body.getString("role")).orElseThrow();
    long nowMs = parts.now();
    long expiresMs = body.getLong("expiresMs", nowMs + Invite.USUAL_MS);
    if (expiresMs <= nowMs || expiresMs > nowMs + Invite.LONGEST_MS) {
      throw Problem.invalid(
              "/body/expiresMs", "expiresMs: expected a time to come, at most 90 days ahead")
          .refusal();
    }
    return invites
        .create(PeopleApi.by(call), role, expiresMs, nowMs)
        .map(made -> json(made.invite(), nowMs).put("code", made.code()))
        .compose(made -> emails.beside(List.of(made), CREATED_BY))
        .map(made -> Answer.json(201, made.getFirst()));
  }

  private Future<Answer> revoke(Call call) {
    return invites
        .revoke(PeopleApi.by(call), (Long) call.values().get("id"), parts.now())
        .map(Answer.json(new JsonObject().put("ok", true)));
  }

  private Future<Answer> audit(Call call) {
    Paging paging = call.paging();
    Long before = paging.after().map(keys -> keys.number(0)).orElse(null);
    return parts
        .audit()
        .newest(before, paging.fetch())
        .map(rows -> paging.page(rows, row -> Paging.Keys.of(row.id()), InvitesApi::json))
        .compose(page -> emails.beside(items(page), "who", "target").map(page))
        .map(Answer::json);
  }

  private static List<JsonObject> items(JsonObject page) {
    return page.getJsonArray("items").stream().map(JsonObject.class::cast).toList();
  }

  private static JsonObject json(AuditRow row) {
    return new JsonObject()
        .put("id", row.id())
        .put("t", row.timeMs())
        .put("who", row.who())
        .put("action", row.action())
        .put("target", row.target())
        .put("before", row.before().isEmpty() ? null : new JsonObject(row.before()))
        .put("after", row.after().isEmpty() ? null : new JsonObject(row.after()))
        .put("address", row.address())
        .put("result", row.result())
        .put("hash", row.hash());
  }

  private static JsonObject json(io.tapeloom.user.AuditChain chain) {
    return new JsonObject()
        .put("ok", chain.firstBad().isEmpty())
        .put("rows", chain.rows())
        .put("firstBad", chain.firstBad().isPresent() ? chain.firstBad().getAsLong() : null);
  }
}
