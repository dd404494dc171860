package io.tapeloom.binance.account;

import static io.tapeloom.binance.account.ExchangeRig.BTC;
import static io.tapeloom.binance.account.ExchangeRig.accepted;
import static io.tapeloom.binance.account.ExchangeRig.await;
import static io.tapeloom.binance.account.ExchangeRig.off;
import static io.tapeloom.binance.account.ExchangeRig.rejected;
import static io.tapeloom.binance.account.ExchangeRig.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeloom.binance.RestFailure;
import io.tapeloom.binance.answer.SpotAccount;
import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Market;
import io.tapeloom.ledger.OrderSide;
import io.tapeloom.ledger.Refusal.Ground;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Keys of all three types against an exchange that checks them. */
class KeysTest {
  private static final Fixed LOT = Fixed.parse("0.01");
  private static ExchangeRig rig;

  @BeforeAll
  static void open() {
    rig = new ExchangeRig();
    await(rig.rest.keepClock(Market.SPOT));
    assertTrue(rig.rest.clock().roundTripMs() >= 0);
  }

  @AfterAll
  static void close() {
    rig.close();
  }

  private static KeyPair pair(String algorithm) throws GeneralSecurityException {
    return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
  }

  @Test
  void eachTypeIsTakenAndForeignSignaturesAreNot() throws Exception {
    SpotAccount.Account mine = await(rig.spot.account());
    for (KeyType type : new KeyType[] {KeyType.RSA, KeyType.ED25519}) {
      AccountRest rest = rig.with(type, pair(type == KeyType.RSA ? "RSA" : "Ed25519"));
      assertEquals(mine.balances(), await(new SpotTrading(rest).account()).balances());
      Fixed low = off(rig.price(), "0.9");
      SpotOrder order = SpotOrder.limit(BTC, OrderSide.BUY, LOT, low, "tl-ag-1-" + type);
      accepted(new SpotTrading(rest).place(order));
      accepted(new SpotTrading(rest).cancel(BTC, OrderRef.of("tl-ag-1-" + type)));
      await(rest.close());
    }
    ApiKey foreign = new ApiKey(rig.sim.key(), Secret.of("not the secret"), KeyType.HMAC);
    AccountRest rest =
        new AccountRest(
            rig.vertx,
            rig.settings,
            foreign,
            5_000,
            rig.rest.clock(),
            rig.allowance,
            rig.catalogue);
    RestFailure refused =
        assertThrows(RestFailure.class, () -> await(new SpotTrading(rest).account()));
    assertEquals(-1022, refused.code());
    assertFalse(refused.getMessage().contains("not the secret"), refused.getMessage());
    assertFalse(refused.getMessage().contains("signature="), refused.getMessage());
    await(rest.close());
  }

  @Test
  void aKeySaysWhatItMayDo() {
    SpotAccount.ApiRestrictions may = await(rig.spot.apiRestrictions());
    assertTrue(may.enableReading());
    assertFalse(may.enableWithdrawals());
  }

  @Test
  void onlyAnEd25519KeyLogsASessionOn() throws Exception {
    AccountRest rest = rig.with(KeyType.ED25519, pair("Ed25519"));
    WsApi ed25519 = open(rest);
    SpotAccount.Session session = accepted(new WsTrading(ed25519).logon());
    assertEquals(rest.key().name(), session.apiKey().orElseThrow());
    WsApi hmac = open(rig.rest);
    assertEquals(Ground.KEY, rejected(new WsTrading(hmac).logon()));
    await(ed25519.stop());
    await(hmac.stop());
    await(rest.close());
  }

  private static WsApi open(AccountRest rest) throws InterruptedException {
    AtomicInteger ups = new AtomicInteger();
    WsApi.Listener listener =
        new WsApi.Listener() {
          @Override
          public void up() {
            ups.incrementAndGet();
          }

          @Override
          public void event(JsonNode event) {
            throw new AssertionError("nobody subscribed: " + event);
          }

          @Override
          public void down(String why) {
            // the test ends it
          }
        };
    String url = rig.settings.urls().spotWsApi();
    SplittableRandom chance = new SplittableRandom(6);
    WsApi api = new WsApi(rig.vertx, Market.SPOT, url, 3_600_000, rest, chance, listener);
    api.start();
    until("a line", () -> ups.get() > 0);
    return api;
  }
}
