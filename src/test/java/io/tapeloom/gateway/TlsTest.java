package io.tapeloom.gateway;

import static io.tapeloom.web.ContractCheck.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.web.Limits;
import io.tapeloom.web.OpenGate;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway over TLS, with a certificate and a key from PEM files. */
class TlsTest {
  @TempDir private Path dir;

  @Test
  void withACertificateTheGatewayServesOverTlsAlone() throws Exception {
    GatewaySettings settings =
        new GatewaySettings(
            "127.0.0.1",
            0,
            List.of(),
            List.of(),
            List.of(),
            Limits.NONE,
            20,
            false,
            Optional.of(pem()));
    GatewayRig rig =
        new GatewayRig(
            List.of(),
            _ -> new JsonObject(),
            _ -> Future.succeededFuture(Map.of()),
            new OpenGate(),
            settings);
    WebClient secure =
        WebClient.create(
            rig.vertx,
            new WebClientOptions()
                .setSsl(true)
                .setTrustAll(true)
                .setVerifyHost(false)
                .setDefaultPort(rig.port()));
    HttpResponse<Buffer> answer = await(secure.get("/api/health").host("127.0.0.1").send());
    assertEquals(200, answer.statusCode(), answer::bodyAsString);
    assertTrue(
        answer.getHeader("Content-Security-Policy").contains("wss://127.0.0.1:" + rig.port()));
    assertThrows(ExecutionException.class, () -> rig.get("/api/health"), "plain HTTP");
    rig.close();
  }

  /** A certificate of this test's own, made by the JDK's tool. */
  private GatewaySettings.Tls pem() throws Exception {
    Path store = dir.resolve("store.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "x",
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit")
            .redirectErrorStream(true)
            .redirectOutput(dir.resolve("keytool.log").toFile())
            .start();
    assertEquals(0, keytool.waitFor(), () -> dir.resolve("keytool.log").toString());
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, "changeit".toCharArray());
    }
    return new GatewaySettings.Tls(
        write("CERTIFICATE", keys.getCertificate("x").getEncoded()),
        write("PRIVATE KEY", keys.getKey("x", "changeit".toCharArray()).getEncoded()));
  }

  private String write(String kind, byte[] der) throws Exception {
    String text =
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(
                kind, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der), kind);
    return Files.writeString(dir.resolve(kind.replace(' ', '-') + ".pem"), text).toString();
  }
}
