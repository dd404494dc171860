package io.tapeloom.sim.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.kernel.Market;
import io.tapeloom.sim.io.keys.ApiKey;
import io.tapeloom.sim.io.keys.KeyRing;
import io.tapeloom.sim.io.keys.KeyType;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Signatures of all three kinds, against answers that are known. */
class SignatureTest {
  private static final String KEY =
      "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A";
  private static final String SECRET =
      "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j";
  private static final String ORDER =
      "symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000"
          + "&timestamp=1499827319559";
  private static final String ORDER_SIGNATURE =
      "c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71";

  private final ApiKey known = new KeyRing(1).known(1, KEY, SECRET);

  private boolean rest(String query, String body, String signature) {
    return Payload.rest(Market.SPOT, new Sent(query, body)).signedBy(known, signature);
  }

  @Test
  void theDocumentedRestAnswerIsAcceptedHoweverItIsSplit() {
    assertTrue(rest(ORDER + "&signature=" + ORDER_SIGNATURE, "", ORDER_SIGNATURE));
    assertTrue(rest("", ORDER + "&signature=" + ORDER_SIGNATURE, ORDER_SIGNATURE));
    assertTrue(rest("signature=" + ORDER_SIGNATURE + "&" + ORDER, "", ORDER_SIGNATURE));
    int half = ORDER.indexOf("&quantity");
    assertTrue(rest(ORDER.substring(0, half), ORDER.substring(half), ORDER_SIGNATURE));
    assertTrue(rest(ORDER, "", ORDER_SIGNATURE.toUpperCase(Locale.ROOT)));
  }

  @Test
  void anythingElseIsRefused() {
    assertFalse(rest(ORDER.replace("=1&", "=2&"), "", ORDER_SIGNATURE));
    assertFalse(rest(ORDER + "&extra=1", "", ORDER_SIGNATURE));
    assertFalse(rest(ORDER, "", ORDER_SIGNATURE.substring(1)));
    assertFalse(rest(ORDER, "", "zz" + ORDER_SIGNATURE.substring(2)));
    assertFalse(rest(ORDER, "", ""));
  }

  @Test
  void theDocumentedSocketAnswerIsAccepted() {
    Map<String, String> params =
        Map.of(
            "symbol", "BTCUSDT",
            "side", "SELL",
            "type", "LIMIT",
            "timeInForce", "GTC",
            "quantity", "0.01000000",
            "price", "52000.00",
            "recvWindow", "100",
            "timestamp", "1645423376532",
            "apiKey", KEY,
            "signature", "left out");
    String signature = "aa1b5712c094bc4e57c05a1a5c1fd8d88dcd628338ea863fec7b88e59fe2db24";
    assertTrue(Payload.socket(params).signedBy(known, signature));
    assertFalse(Payload.socket(params).signedBy(known, ORDER_SIGNATURE));
  }

  @Test
  void spotWantsValuesEncodedBeforeSigningAndUsdmTakesBoth() {
    String encoded = "symbol=%E5%B8%81%E5%AE%89&timestamp=1";
    String plain = "symbol=币安&timestamp=1";
    String over = GateRig.hmac(SECRET, encoded);
    String overPlain = GateRig.hmac(SECRET, plain);
    Sent sent = new Sent(encoded, "");
    assertTrue(Payload.rest(Market.SPOT, sent).signedBy(known, over));
    assertFalse(Payload.rest(Market.SPOT, sent).signedBy(known, overPlain));
    assertTrue(Payload.rest(Market.USDM, sent).signedBy(known, over));
    assertTrue(Payload.rest(Market.USDM, sent).signedBy(known, overPlain));
  }

  @Test
  void rsaAndEd25519SignInBase64AndTheirCaseMatters() throws GeneralSecurityException {
    KeyRing ring = new KeyRing(9);
    for (KeyType type : new KeyType[] {KeyType.RSA, KeyType.ED25519}) {
      ApiKey key = ring.add(ring.generate(ring.nextName(1, type), 1, type));
      String signature = sign(type, key.secret(), ORDER);
      Payload payload = Payload.rest(Market.SPOT, new Sent(ORDER, ""));
      assertTrue(payload.signedBy(key, signature), type.name());
      assertFalse(payload.signedBy(key, signature.toLowerCase(Locale.ROOT)), type.name());
      assertFalse(payload.signedBy(key, "not base64 !"), type.name());
      assertFalse(payload.signedBy(key, ORDER_SIGNATURE), type.name());
    }
  }

  private static String sign(KeyType type, String pem, String text)
      throws GeneralSecurityException {
    byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    boolean rsa = type == KeyType.RSA;
    PrivateKey key =
        KeyFactory.getInstance(rsa ? "RSA" : "Ed25519")
            .generatePrivate(new PKCS8EncodedKeySpec(der));
    Signature signature = Signature.getInstance(rsa ? "SHA256withRSA" : "Ed25519");
    signature.initSign(key);
    signature.update(text.getBytes(StandardCharsets.UTF_8));
    return Base64.getEncoder().encodeToString(signature.sign());
  }

  @Test
  void keysFollowFromTheSeed() {
    for (KeyType type : KeyType.values()) {
      KeyRing one = new KeyRing(42);
      KeyRing same = new KeyRing(42);
      KeyRing other = new KeyRing(43);
      ApiKey first = one.generate(one.nextName(1, type), 1, type);
      ApiKey again = same.generate(same.nextName(1, type), 1, type);
      ApiKey foreign = other.generate(other.nextName(1, type), 1, type);
      assertEquals(first.text() + first.secret(), again.text() + again.secret());
      assertNotEquals(first.text(), foreign.text());
      assertNotEquals(first.secret(), foreign.secret());
      assertEquals(64, first.text().length());
    }
  }
}
