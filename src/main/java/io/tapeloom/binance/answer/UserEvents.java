package io.tapeloom.binance.answer;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeloom.binance.wire.Malformed;
import io.tapeloom.binance.wire.Shape;
import io.tapeloom.kernel.Market;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** Reads user events of both markets by their names; a name nobody knows is {@code Other}. */
public final class UserEvents {
  private static final Reply<UserEvent.Other> UNKNOWN =
      Reply.stream(Market.USDM, "user event", Shape.of(UserEvent.Other.class));

  private final Catalogue catalogue;
  private final Map<String, Reply<? extends UserEvent>> spot = new TreeMap<>();
  private final Map<String, Reply<? extends UserEvent>> usdm = new TreeMap<>();

  /** A reader that counts in that catalogue what it refuses. */
  public UserEvents(Catalogue catalogue) {
    this.catalogue = catalogue;
    spot("executionReport", UserEvent.SpotExecution.class);
    spot("outboundAccountPosition", UserEvent.SpotBalances.class);
    spot("balanceUpdate", UserEvent.SpotTransfer.class);
    spot("listStatus", UserEvent.SpotList.class);
    spot("eventStreamTerminated", UserEvent.SpotTerminated.class);
    usdm("ORDER_TRADE_UPDATE", UserEvent.OrderUpdate.class);
    usdm("TRADE_LITE", UserEvent.TradeLite.class);
    usdm("ACCOUNT_UPDATE", UserEvent.AccountUpdate.class);
    usdm("ALGO_UPDATE", UserEvent.AlgoUpdate.class);
    usdm("ACCOUNT_CONFIG_UPDATE", UserEvent.ConfigUpdate.class);
    usdm("MARGIN_CALL", UserEvent.MarginCall.class);
    usdm("listenKeyExpired", UserEvent.KeyExpired.class);
  }

  private <T extends Record & UserEvent> void spot(String name, Class<T> type) {
    spot.put(name, Reply.stream(Market.SPOT, name, Shape.of(type)));
  }

  private <T extends Record & UserEvent> void usdm(String name, Class<T> type) {
    usdm.put(name, Reply.stream(Market.USDM, name, Shape.of(type)));
  }

  /** The names that are read, of that market. */
  public Map<String, Reply<? extends UserEvent>> known(Market market) {
    return Collections.unmodifiableMap(market == Market.SPOT ? spot : usdm);
  }

  /**
   * Reads one event, without the frame some connections put around it.
   *
   * @throws Malformed naming the event and the field at fault
   */
  public UserEvent read(Market market, JsonNode event) {
    JsonNode name = event.get("e");
    String kind = name == null || !name.isTextual() ? "" : name.textValue();
    Reply<? extends UserEvent> reply = known(market).getOrDefault(kind, UNKNOWN);
    return catalogue.read(reply, event);
  }
}
