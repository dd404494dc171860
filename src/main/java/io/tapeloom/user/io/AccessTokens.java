package io.tapeloom.user.io;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * Access tokens: who, which login, until when, signed with one key and one algorithm. The library
 * writes and checks them; before it is asked, the header must be ours to the letter, so that no
 * token chooses its algorithm or brings its key.
 */
final class AccessTokens {
  private static final String ALGORITHM = "HS256";
  private static final String ISSUER = "tapeloom";
  private static final String AUDIENCE = "tapeloom-api";
  private static final String TYPE = "at+jwt";
  private static final int LONGEST = 1_024;
  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]{43}");
  private final JWTAuth library;
  private final String header;
  private final long lifeMs;

  /** What a good token says. */
  record Claims(long userId, long sessionId, long untilMs) {}

  /** A token and its end. */
  record Issued(String token, long untilMs) {}

  AccessTokens(Vertx vertx, String key, long lifeMs) {
    this.lifeMs = lifeMs;
    this.library =
        JWTAuth.create(
            vertx,
            new JWTAuthOptions()
                .addPubSecKey(
                    new PubSecKeyOptions()
                        .setAlgorithm(ALGORITHM)
                        .setId(Secrets.hex(key).substring(0, 8))
                        .setBuffer(Buffer.buffer(key)))
                .setJWTOptions(
                    new JWTOptions().setIssuer(ISSUER).addAudience(AUDIENCE).setLeeway(0)));
    this.header = issue(0, 0, System.currentTimeMillis()).token().split("\\.")[0];
  }

  Issued issue(long userId, long sessionId, long nowMs) {
    long nowS = nowMs / 1000;
    long untilS = (nowMs + lifeMs) / 1000;
    JsonObject claims =
        new JsonObject()
            .put("typ", TYPE)
            .put("sub", Long.toString(userId))
            .put("sid", sessionId)
            .put("iss", ISSUER)
            .put("aud", AUDIENCE)
            .put("iat", nowS)
            .put("nbf", nowS)
            .put("exp", untilS);
    JWTOptions options = new JWTOptions().setAlgorithm(ALGORITHM);
    return new Issued(library.generateToken(claims, options), untilS * 1000);
  }

  /** What a token says; fails when it is not one of ours or its time is over. */
  Future<Claims> verify(String token) {
    if (token.length() > LONGEST || !FORM.matcher(token).matches()) {
      return Future.failedFuture("not the form of an access token");
    }
    String[] parts = token.split("\\.");
    if (!parts[0].equals(header)) {
      return Future.failedFuture("not our header");
    }
    // The library throws where a claim has another type than it expects.
    return Future.succeededFuture(new TokenCredentials(token))
        .compose(library::authenticate)
        .map(_ -> claims(parts[1]));
  }

  /** Read from the token's own bytes: a claim that stands there twice changes them when read. */
  private static Claims claims(String part) {
    String text = new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    JsonObject claims = new JsonObject(text);
    boolean ours =
        claims.encode().equals(text)
            && claims.getValue("typ") instanceof String type
            && type.equals(TYPE)
            && claims.getValue("aud") instanceof String audience
            && audience.equals(AUDIENCE)
            && claims.getValue("iss") instanceof String issuer
            && issuer.equals(ISSUER)
            && claims.getValue("sub") instanceof String subject
            && subject.matches("[0-9]{1,18}")
            && claims.getValue("sid") instanceof Number
            && claims.getValue("nbf") instanceof Number
            && claims.getValue("exp") instanceof Number;
    if (!ours) {
      throw new IllegalArgumentException("not our claims");
    }
    return new Claims(
        Long.parseLong(claims.getString("sub")),
        claims.getLong("sid"),
        claims.getLong("exp") * 1000);
  }
}
