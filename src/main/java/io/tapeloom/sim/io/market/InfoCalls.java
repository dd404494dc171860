package io.tapeloom.sim.io.market;

import io.tapeloom.sim.Refused;
import io.tapeloom.sim.io.Call;
import io.tapeloom.sim.io.Endpoint;
import io.tapeloom.sim.io.Params;
import java.util.ArrayList;
import java.util.List;

/** The calls about the exchange itself: is it there, what time is it, what does it list. */
final class InfoCalls {
  private final Boards boards;
  private final SpotInfo spot;
  private final UsdmInfo usdm;

  InfoCalls(Boards boards, int weightPerMinute) {
    this.boards = boards;
    this.spot = new SpotInfo(weightPerMinute);
    this.usdm = new UsdmInfo(weightPerMinute);
  }

  List<Endpoint> endpoints() {
    String root = boards.spot() ? "/api/v3/" : "/fapi/v1/";
    List<Endpoint> calls = new ArrayList<>();
    calls.add(Endpoint.open(boards.market(), root + "ping", 1, this::ping));
    calls.add(Endpoint.open(boards.market(), root + "time", 1, this::time));
    if (boards.spot()) {
      calls.add(Endpoint.open(boards.market(), root + "exchangeInfo", 20, this::spotInfo));
      calls.add(Endpoint.signed(boards.market(), "GET", root + "myFilters", 40, this::myFilters));
      calls.add(Endpoint.open(boards.market(), root + "executionRules", 2, this::rules));
      calls.add(Endpoint.open(boards.market(), root + "referencePrice", 2, this::noReference));
      calls.add(
          Endpoint.open(
              boards.market(), root + "referencePrice/calculation", 2, this::noReference));
    } else {
      calls.add(Endpoint.open(boards.market(), root + "exchangeInfo", 1, this::usdmInfo));
    }
    return calls;
  }

  private String ping(Call call) {
    boards.done(call);
    return "{}";
  }

  private String time(Call call) {
    boards.done(call);
    return new Json().open().number("serverTime", call.time(call.nowMs())).close().toString();
  }

  private String usdmInfo(Call call) {
    return usdm.of(boards.all(), call.nowMs());
  }

  private String spotInfo(Call call) {
    Params params = call.params();
    List<Board> wanted = boards.wanted(params);
    List.of("permissions", "showPermissionSets", "symbolStatus").forEach(params::text);
    boards.done(call);
    return spot.of(wanted, call.time(call.nowMs()));
  }

  /** The filters of a symbol; no account has others. */
  private String myFilters(Call call) {
    Board board = boards.named(call.params());
    boards.done(call);
    return SpotInfo.myFilters(board.listing());
  }

  private String rules(Call call) {
    boards.wanted(call.params());
    return "{\"symbolRules\":[]}";
  }

  private String noReference(Call call) {
    boards.named(call.params());
    throw new Refused(-2043, "This symbol doesn't have a reference price.");
  }
}
