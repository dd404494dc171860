package io.tapeloom.user.io;

import io.tapeloom.user.Role;
import io.tapeloom.web.Answer;
import io.tapeloom.web.Api;
import io.tapeloom.web.Call;
import io.tapeloom.web.Operation;
import io.tapeloom.web.Paging;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** What admins see and change of everybody. */
final class PeopleApi implements Api {
  private final AccountParts parts;
  private final People people;

  PeopleApi(AccountParts parts) {
    this.parts = parts;
    this.people = new People(parts.pool(), parts.audit());
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of(
        "adminUsers", this::users,
        "banUser", call -> change(call, people -> people.ban(by(call), id(call), parts.now())),
        "unbanUser", call -> change(call, people -> people.unban(by(call), id(call), parts.now())),
        "setUserRole", this::role,
        "resetUserPassword", this::resetPassword,
        "userSessions", this::sessions,
        "endUserSessions", this::endSessions);
  }

  static People.By by(Call call) {
    return new People.By(Callers.person(call).id(), call.caller().name(), call.client().address());
  }

  private static long id(Call call) {
    return (Long) call.values().get("id");
  }

  private Future<Answer> users(Call call) {
    Paging paging = call.paging();
    return new UserStore(parts.pool())
        .list(paging.after().map(keys -> keys.number(0)), paging.fetch(), parts.now())
        .map(
            rows ->
                Answer.json(
                    paging.page(rows, row -> Paging.Keys.of(row.user().id()), PeopleApi::json)));
  }

  static JsonObject json(UserStore.Listed row) {
    return row.user()
        .brief()
        .put("banned", row.user().banned())
        .put("createdMs", row.user().createdMs())
        .put("lastLoginMs", row.user().lastLoginMs().orElse(null))
        .put("sessions", row.sessions());
  }

  /** What an admin does to somebody. */
  private interface Change {
    Future<UserStore.Listed> apply(People people);
  }

  private Future<Answer> change(Call call, Change change) {
    return change.apply(people).compose(row -> parts.view().refresh().map(Answer.json(json(row))));
  }

  private Future<Answer> role(Call call) {
    Role role = Role.find(call.body().orElseThrow().getString("role")).orElseThrow();
    return change(call, people -> people.role(by(call), id(call), role, parts.now()));
  }

  private Future<Answer> resetPassword(Call call) {
    String password = parts.secrets().password();
    return parts
        .passwords()
        .hash(password)
        .compose(hash -> people.password(by(call), id(call), hash, parts.now()))
        .compose(reset -> parts.view().refresh().map(reset))
        .map(reset -> Answer.json(reset.json().put("password", password)));
  }

  private Future<Answer> sessions(Call call) {
    return existing(call)
        .compose(user -> new SessionStore(parts.pool()).ofUser(user.id(), parts.now()))
        .map(list -> Answer.json(MeApi.json(list, 0)));
  }

  private Future<UserRow> existing(Call call) {
    return new UserStore(parts.pool())
        .byId(id(call))
        .map(found -> found.orElseThrow(() -> Callers.none("account").refusal()));
  }

  private Future<Answer> endSessions(Call call) {
    return people
        .endSessions(by(call), id(call), parts.now())
        .compose(_ -> parts.view().refresh())
        .map(Answer.json(new JsonObject().put("ok", true)));
  }
}
