package io.tapeloom.binance.account;

import static io.tapeloom.binance.account.ExchangeRig.BTC;
import static io.tapeloom.binance.account.ExchangeRig.accepted;
import static io.tapeloom.binance.account.ExchangeRig.await;
import static io.tapeloom.binance.account.ExchangeRig.off;
import static io.tapeloom.binance.account.ExchangeRig.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.binance.answer.AlgoStatus;
import io.tapeloom.binance.answer.Execution;
import io.tapeloom.binance.answer.OrderStatus;
import io.tapeloom.binance.answer.PositionSide;
import io.tapeloom.binance.answer.UserEvent;
import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Market;
import io.tapeloom.ledger.OrderSide;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Both user streams against the simulated exchange: what they bring, and how they come back. */
class UserStreamTest implements UserStream.Listener {
  private static final Fixed LOT = Fixed.parse("0.01");
  private final List<UserEvent> events = new CopyOnWriteArrayList<>();
  private final List<String> gaps = new CopyOnWriteArrayList<>();
  private ExchangeRig rig;
  private UserStream stream;

  @BeforeEach
  void open() {
    rig = new ExchangeRig();
    await(rig.rest.syncClock(Market.USDM));
  }

  @AfterEach
  void close() {
    await(stream.stop());
    rig.close();
  }

  @Override
  public void event(UserEvent event) {
    events.add(event);
  }

  @Override
  public void gap(String why) {
    gaps.add(why);
  }

  private void openUsdm(UserStreamTimes times) throws InterruptedException {
    stream =
        new UsdmUserStream(
            rig.vertx,
            rig.settings.urls().usdmPrivate(),
            times,
            rig.rest,
            rig.events,
            new SplittableRandom(2),
            this);
    stream.start();
    until("the stream", () -> gaps.contains("a new connection") && stream.live());
  }

  private void openSpot() throws InterruptedException {
    stream =
        new SpotUserStream(
            rig.vertx,
            rig.settings.urls().spotWsApi(),
            3_600_000,
            rig.rest,
            rig.events,
            new SplittableRandom(3),
            this);
    stream.start();
    until("the subscription", () -> !gaps.isEmpty());
  }

  private <T extends UserEvent> boolean saw(Class<T> type, Predicate<T> what) {
    return Stream.of(events.toArray(UserEvent[]::new))
        .filter(type::isInstance)
        .map(type::cast)
        .anyMatch(what);
  }

  private void buyUsdm(String id) {
    accepted(rig.usdm.place(UsdmOrder.market(BTC, OrderSide.BUY, LOT, id)));
  }

  private static boolean filled(UserEvent.OrderUpdate update, String id) {
    UserEvent.UsdmExecution order = update.order();
    return order.clientOrderId().equals(id)
        && order.execution() == Execution.TRADE
        && order.status() == OrderStatus.FILLED;
  }

  private void untilFilled(String id) throws InterruptedException {
    until("the fill of " + id, () -> saw(UserEvent.OrderUpdate.class, e -> filled(e, id)));
  }

  @Test
  void usdmFillsPositionsStopsAndSettingsAreTold() throws InterruptedException {
    openUsdm(UserStreamTimes.USUAL);
    buyUsdm("tl-af-1-E0");
    untilFilled("tl-af-1-E0");
    until(
        "the position",
        () ->
            saw(
                UserEvent.AccountUpdate.class,
                e -> e.changes().positions().stream().anyMatch(p -> p.amount().equals(LOT))));
    Fixed trigger = off(rig.price(), "0.9");
    accepted(
        rig.usdm.placeAlgo(
            AlgoOrder.closingStop(BTC, OrderSide.SELL, PositionSide.BOTH, trigger, "tl-af-1-S0")));
    until(
        "the stop",
        () ->
            saw(
                UserEvent.AlgoUpdate.class,
                e ->
                    e.order().clientAlgoId().equals("tl-af-1-S0")
                        && e.order().status() == AlgoStatus.NEW
                        && e.order().triggerPrice().equals(trigger)));
    accepted(rig.wallet.setLeverage(BTC, 11));
    until(
        "the leverage",
        () ->
            saw(
                UserEvent.ConfigUpdate.class,
                e -> e.leverage().filter(l -> l.leverage() == 11).isPresent()));
    assertTrue(stream.lagMs() < 30_000);
    assertEquals(Map.of(), rig.catalogue.faults(), "every event was as it should be");
  }

  @Test
  void aConnectionThatBreaksOverAnEventComesBackAndSaysSo() throws InterruptedException {
    openUsdm(UserStreamTimes.USUAL);
    rig.fault(new JsonObject().put("kind", "event_cut").put("market", "usdm").put("count", 1));
    buyUsdm("tl-af-6-E0");
    until(
        "a new connection",
        () -> gaps.stream().filter("a new connection"::equals).count() >= 2 && stream.live());
    buyUsdm("tl-af-7-E0");
    untilFilled("tl-af-7-E0");
  }

  @Test
  void anExpiredKeyIsReplaced() throws InterruptedException {
    openUsdm(UserStreamTimes.USUAL);
    int before = gaps.size();
    rig.fault(new JsonObject().put("kind", "listen_key_expired").put("market", "usdm"));
    until("the news", () -> saw(UserEvent.KeyExpired.class, _ -> true));
    until("a new connection", () -> gaps.size() > before && stream.live());
    buyUsdm("tl-af-2-E0");
    untilFilled("tl-af-2-E0");
  }

  @Test
  void aKeyThatSomebodyDeletedIsFoundOutBySilence() throws InterruptedException {
    openUsdm(new UserStreamTimes(60_000, 400, 60_000, 3_600_000));
    rig.fault(new JsonObject().put("kind", "listen_key_dead").put("market", "usdm"));
    until("silence is told", () -> gaps.stream().anyMatch(g -> g.startsWith("no event for")));
    until(
        "a new connection",
        () -> gaps.stream().filter("a new connection"::equals).count() >= 2 && stream.live());
    buyUsdm("tl-af-3-E0");
    untilFilled("tl-af-3-E0");
  }

  @Test
  void aKeyThatCannotBeExtendedIsAskedAboutOnceAtATime() throws InterruptedException {
    openUsdm(new UserStreamTimes(5, 60_000, 60_000, 3_600_000));
    rig.fault(
        new JsonObject().put("kind", "unavailable").put("path", "PUT /fapi/v1/lis").put("rate", 1));
    until("a refusal", () -> unsent() > 0);
    long before = unsent();
    long end = System.nanoTime() + 1_000_000_000L;
    until("a second", () -> System.nanoTime() > end);
    assertTrue(unsent() - before < 20, "questions in a second: " + (unsent() - before));
  }

  private long unsent() {
    return rig.rest.counts().all().entrySet().stream()
        .filter(count -> count.getKey().startsWith("not_sent"))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  @Test
  void aSpotSubscriptionWhoseAnswerWasLostIsTheSubscription() throws InterruptedException {
    rig.fault("timeout_accepted", "userDataStream.subscribe.signature");
    openSpot();
    assertTrue(stream.live());
    accepted(rig.spot.place(SpotOrder.market(BTC, OrderSide.BUY, LOT, "tl-af-8-E0")));
    until(
        "the fill",
        () -> saw(UserEvent.SpotExecution.class, e -> e.clientOrderId().equals("tl-af-8-E0")));
  }

  @Test
  void spotFillsAndBalancesAreTold() throws InterruptedException {
    openSpot();
    assertTrue(stream.live());
    accepted(rig.spot.place(SpotOrder.market(BTC, OrderSide.BUY, LOT, "tl-af-4-E0")));
    until(
        "the fill",
        () ->
            saw(
                UserEvent.SpotExecution.class,
                e ->
                    e.clientOrderId().equals("tl-af-4-E0")
                        && e.status() == OrderStatus.FILLED
                        && e.filledQty().equals(LOT)));
    until(
        "the balances",
        () ->
            saw(
                UserEvent.SpotBalances.class,
                e -> e.balances().stream().anyMatch(b -> b.asset().equals("BTC"))));
    assertEquals(Map.of(), rig.catalogue.faults(), "every event was as it should be");
  }

  @Test
  void aTerminatedSpotStreamIsSubscribedAgain() throws InterruptedException {
    openSpot();
    rig.fault(new JsonObject().put("kind", "stream_terminated").put("market", "spot"));
    until("the end", () -> saw(UserEvent.SpotTerminated.class, _ -> true));
    until(
        "a new subscription",
        () -> gaps.contains("the exchange ended the subscription") && stream.live());
    accepted(rig.spot.place(SpotOrder.market(BTC, OrderSide.BUY, LOT, "tl-af-5-E0")));
    until(
        "the fill",
        () -> saw(UserEvent.SpotExecution.class, e -> e.clientOrderId().equals("tl-af-5-E0")));
  }
}
