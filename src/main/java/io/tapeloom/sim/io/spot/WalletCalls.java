package io.tapeloom.sim.io.spot;

import io.tapeloom.kernel.Market;
import io.tapeloom.sim.io.Call;
import io.tapeloom.sim.io.Endpoint;
import io.tapeloom.sim.io.Handler;
import io.tapeloom.sim.io.Security;
import io.tapeloom.sim.spot.Holding;
import io.tapeloom.sim.spot.SpotDesk;
import java.util.List;

/** What clients ask of the wallet when they start, as far as there is an honest answer. */
final class WalletCalls {
  private static final String PATH = "/sapi/v1/";

  private final SpotDesk desk;

  WalletCalls(SpotDesk desk) {
    this.desk = desk;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.open(
            Market.SPOT, PATH + "system/status", 1, c -> "{\"status\":0,\"msg\":\"normal\"}"),
        signed("GET", "capital/config/getall", 10, this::coins),
        signed("GET", "asset/tradeFee", 1, this::fees),
        signed("GET", "account/status", 1, c -> "{\"data\":\"Normal\"}"),
        signed("GET", "bnbBurn", 1, this::burn),
        signed("POST", "bnbBurn", 1, this::switchBurn),
        nothing("margin/allPairs"),
        nothing("margin/isolated/allPairs"),
        nothing("margin/allAssets"),
        Endpoint.signed(Market.SPOT, "POST", "/sapi/v3/asset/getUserAsset", 5, this::assets));
  }

  private static Endpoint signed(String method, String path, int weight, Handler handler) {
    return Endpoint.signed(Market.SPOT, method, PATH + path, weight, handler);
  }

  /** Margin does not exist here; clients ask with and without a signature. */
  private static Endpoint nothing(String path) {
    return new Endpoint(Market.SPOT, "GET", PATH + path, Security.KEY, p -> 1, 0, c -> "[]");
  }

  private String coins(Call call) {
    desk.advance(call.nowMs());
    return OrderTexts.array(AccountCalls.holdings(desk, call.account()), AccountTexts::coin);
  }

  private String assets(Call call) {
    desk.advance(call.nowMs());
    List<Holding> held =
        AccountCalls.holdings(desk, call.account()).stream()
            .filter(h -> h.freeE8() != 0 || h.lockedE8() != 0)
            .filter(h -> h.asset().equals(call.params().text("asset").orElse(h.asset())))
            .toList();
    return OrderTexts.array(held, AccountTexts::userAsset);
  }

  private String fees(Call call) {
    List<String> symbols =
        call.params().text("symbol").map(List::of).orElseGet(() -> desk.queries().symbols());
    return OrderTexts.array(symbols, symbol -> AccountTexts.tradeFee(desk.queries().rules(symbol)));
  }

  private String burn(Call call) {
    return new Fields()
        .flag("spotBNBBurn", desk.queries().burnsFeeAsset(call.account()))
        .flag("interestBNBBurn", false)
        .end();
  }

  private String switchBurn(Call call) {
    call.params().flag("spotBNBBurn").ifPresent(burns -> desk.burnFeeAsset(call.account(), burns));
    return burn(call);
  }
}
