package io.tapeloom.binance.account;

/**
 * What the exchange knows us by: the key's name goes into a header, its secret only signs.
 *
 * @param name the text of {@code X-MBX-APIKEY}
 * @param secret an HMAC secret, or a private key as PKCS#8 PEM
 */
public record ApiKey(String name, Secret secret, KeyType type) {
  /** Refuses a name that could not stand in a header. */
  public ApiKey {
    if (!name.matches("[\\x21-\\x7e]{1,256}")) {
      throw new IllegalArgumentException(
          "API key: expected 1 to 256 visible characters, got " + name.length());
    }
  }

  /** Enough to tell keys apart in a log, and no more. */
  @Override
  public String toString() {
    String end = name.length() > 8 ? name.substring(name.length() - 4) : "";
    return "ApiKey[..." + end + ", " + type + "]";
  }
}
