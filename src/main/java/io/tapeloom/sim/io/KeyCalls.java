package io.tapeloom.sim.io;

import io.tapeloom.kernel.Market;
import io.tapeloom.sim.Refused;
import io.tapeloom.sim.io.keys.ApiKey;
import io.tapeloom.sim.io.keys.KeyRing;
import io.tapeloom.sim.io.keys.Permission;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** What a key may do, as its owner can ask. */
final class KeyCalls implements Endpoints {
  private final KeyRing ring;
  private final long madeMs;

  KeyCalls(KeyRing ring, long madeMs) {
    this.ring = ring;
    this.madeMs = madeMs;
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.signed(
            Market.SPOT, "GET", "/sapi/v1/account/apiRestrictions", 1, this::restrictions));
  }

  private String restrictions(Call call) {
    ApiKey key =
        ring.find(call.key())
            .orElseThrow(
                () -> new Refused(-2015, "Invalid API-key, IP, or permissions for action."));
    return new JsonObject()
        .put("ipRestrict", !key.addresses().isEmpty())
        .put("createTime", madeMs)
        .put("enableReading", key.permissions().contains(Permission.READ))
        .put("enableWithdrawals", false)
        .put("enableInternalTransfer", false)
        .put("enableMargin", false)
        .put("enableFutures", key.permissions().contains(Permission.USDM))
        .put("permitsUniversalTransfer", false)
        .put("enableVanillaOptions", false)
        .put("enableFixApiTrade", false)
        .put("enableFixReadOnly", false)
        .put("enableSpotAndMarginTrading", key.permissions().contains(Permission.SPOT))
        .put("enablePortfolioMarginTrading", false)
        .encode();
  }
}
