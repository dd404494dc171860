package io.tapeloom.binance.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** The three schemes against the exchange's published answers and Java's own verification. */
class SignerTest {
  private static final Secret PUBLISHED =
      Secret.of("NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j");
  private static final String KEY =
      "vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A";

  private static Signer hmac() {
    return Signer.of(new ApiKey(KEY, PUBLISHED, KeyType.HMAC));
  }

  @Test
  void theRestExampleHasThePublishedSignature() {
    Query order =
        Query.of("symbol", "LTCBTC")
            .put("side", "BUY")
            .put("type", "LIMIT")
            .put("timeInForce", "GTC")
            .put("quantity", 1)
            .put("price", "0.1")
            .put("recvWindow", 5000)
            .put("timestamp", 1_499_827_319_559L);
    assertEquals(
        "c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71",
        hmac().sign(order.encoded()));
  }

  @Test
  void theWsApiExampleHasThePublishedSignature() {
    Query order =
        Query.of("symbol", "BTCUSDT")
            .put("side", "SELL")
            .put("type", "LIMIT")
            .put("timeInForce", "GTC")
            .put("quantity", "0.01000000")
            .put("price", "52000.00")
            .put("recvWindow", 100)
            .put("timestamp", 1_645_423_376_532L)
            .put("apiKey", KEY);
    assertEquals(
        "aa1b5712c094bc4e57c05a1a5c1fd8d88dcd628338ea863fec7b88e59fe2db24",
        hmac().sign(order.sorted()));
  }

  @Test
  void theKeysOfTwoPartsSignWhatTheirPublicHalfVerifies() throws Exception {
    String payload = Query.of("symbol", "币安人生USDT").put("note", "a b*c~d").encoded();
    assertEquals("symbol=%E5%B8%81%E5%AE%89%E4%BA%BA%E7%94%9FUSDT&note=a%20b%2Ac~d", payload);
    assertTrue(verified(KeyType.RSA, "RSA", "SHA256withRSA", payload));
    assertTrue(verified(KeyType.ED25519, "Ed25519", "Ed25519", payload));
  }

  private static boolean verified(KeyType type, String algorithm, String scheme, String payload)
      throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
    Signer signer = Signer.of(new ApiKey(KEY, Secret.of(pem(pair)), type));
    assertEquals(type == KeyType.ED25519, signer.maySignSessions());
    Signature check = Signature.getInstance(scheme);
    check.initVerify(pair.getPublic());
    check.update(payload.getBytes(StandardCharsets.UTF_8));
    return check.verify(Base64.getDecoder().decode(signer.sign(payload)));
  }

  static String pem(KeyPair pair) {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }

  @Test
  void aKnownEd25519KeyGivesItsKnownSignature() {
    // RFC 8032, section 7.1, TEST 2, in PKCS#8's frame.
    byte[] seed =
        java.util.HexFormat.of()
            .parseHex(
                "302e020100300506032b657004220420"
                    + "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
    Secret secret = Secret.of(Base64.getEncoder().encodeToString(seed));
    String base64 = Signer.of(new ApiKey(KEY, secret, KeyType.ED25519)).sign("r");
    assertEquals(
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        java.util.HexFormat.of().formatHex(Base64.getDecoder().decode(base64)));
  }

  @Test
  void aSecretOfAnotherKindIsRefusedWithoutBeingQuoted() {
    for (KeyType type : new KeyType[] {KeyType.RSA, KeyType.ED25519}) {
      IllegalArgumentException refused =
          assertThrows(
              IllegalArgumentException.class, () -> Signer.of(new ApiKey(KEY, PUBLISHED, type)));
      assertFalse(refused.toString().contains("NhqPtm"), refused.toString());
      assertTrue(refused.getMessage().contains("PKCS#8 PEM"), refused.getMessage());
    }
  }

  @Test
  void nothingThatHoldsASecretPrintsIt() {
    ApiKey key = new ApiKey(KEY, PUBLISHED, KeyType.HMAC);
    assertEquals("***", PUBLISHED.toString());
    assertEquals("ApiKey[..Eh8A, HMAC]", key.toString().replace("...", ".."));
    assertFalse((key + " " + Signer.of(key)).contains("NhqPtm"));
    assertThrows(IllegalArgumentException.class, () -> Secret.of(" \n"));
    assertThrows(
        IllegalArgumentException.class, () -> new ApiKey("two words", PUBLISHED, KeyType.HMAC));
  }

  @Test
  void aParameterStandsOnce() {
    Query query = Query.of("symbol", "BTCUSDT");
    assertThrows(IllegalArgumentException.class, () -> query.put("symbol", "ETHUSDT"));
    assertEquals("Query[symbol]", query.toString());
  }
}
