package io.tapeloom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tapeloom.binance.ExchangeSettings;
import io.tapeloom.binance.ExchangeUrls;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.market.io.CollectorSettings;
import io.tapeloom.net.ProxySettings;
import io.tapeloom.signal.EngineSettings;
import io.tapeloom.trade.PaperSettings;
import io.tapeloom.web.Limits;
import io.tapeloom.web.Network;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One list of keys, wherever it stands; and a mistake in a key never passes in silence. */
class SettingsTest {
  private static final Path SHIPPED = Path.of("conf", "tapeloom.yaml");
  private static final JsonObject NO_FLAGS = new JsonObject();
  private final SettingsSchema schema = SettingsSchema.bundled();

  @TempDir private Path dir;

  @Test
  void theShippedFileHoldsEveryKeyWithItsDefault() {
    SettingsSources.Loaded loaded = load(SHIPPED, Map.of(), NO_FLAGS);
    assertEquals(schema.keys().keySet(), loaded.origins().keySet());
    loaded
        .origins()
        .forEach((key, origin) -> assertEquals(SHIPPED.toString(), origin, key + " is missing"));
    Map<String, Object> flat = schema.flatten(loaded.values(), "test", new ArrayList<>());
    schema
        .keys()
        .forEach(
            (path, key) ->
                assertTrue(
                    SettingsKey.same(key.defaultValue(), flat.get(path)),
                    path + " in the file: " + flat.get(path)));
  }

  @Test
  void everyKeyInTheFileIsExplained() throws Exception {
    List<String> lines = Files.readAllLines(SHIPPED);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).matches(" *[a-z_]+:.*")) {
        assertTrue(lines.get(i - 1).strip().startsWith("# "), "no comment above " + lines.get(i));
      }
    }
  }

  @Test
  void recordsAndSchemaHaveTheSameKeys() {
    TreeSet<String> components = new TreeSet<>();
    collect("", Settings.class, components);
    assertEquals(new TreeSet<>(schema.keys().keySet()), components);
  }

  @Test
  void theDocumentedTableIsTheSchema() throws Exception {
    List<String> rows =
        Files.readAllLines(Path.of("docs", "configuration.md")).stream()
            .filter(line -> line.startsWith("| `"))
            .toList();
    assertEquals(schema.keys().values().stream().map(SettingsTest::row).toList(), rows);
  }

  @Test
  void defaultsAreWhatTheRoomsDocument() {
    Settings settings = load(SHIPPED, Map.of(), NO_FLAGS).settings();
    assertEquals(PaperSettings.DEFAULT, settings.paper().account());
    assertEquals(
        List.of("usdm.BTCUSDT", "usdm.ETHUSDT", "usdm.XRPUSDT", "usdm.SOLUSDT"),
        settings.instruments().stream().map(Instrument::toString).toList());
    assertEquals(Optional.empty(), settings.database().own());
    assertEquals(CollectorSettings.defaults(), settings.collector().rules());
    assertEquals(ExchangeSettings.production(), settings.exchange().client());
    assertEquals(EngineSettings.DEFAULT, settings.engine());
    assertEquals(Limits.DEFAULT, settings.limits());
    assertEquals(Path.of("/home/tape/data"), settings.dataDir());
    assertEquals(Path.of("/home/tape/conf/strategies"), settings.signal().strategiesDir());
  }

  @Test
  void flagsWinOverTheEnvironmentOverTheFileOverDefaults() throws Exception {
    Path file = write("http: {port: 1111, host: a.example}\nsim: {port: 1, seed: 7}\n");
    Map<String, String> environment =
        Map.of(
            "TAPELOOM__HTTP__PORT", "2222",
            "TAPELOOM__SIM__PORT", "2",
            "TAPELOOM__SYMBOLS", "BTCUSDT, SOLUSDT",
            "TAPELOOM__LOG__JSON", "true",
            "TAPELOOM_OTHER", "ignored");
    JsonObject flags = new JsonObject().put("http", new JsonObject().put("port", 3333));
    SettingsSources.Loaded loaded = load(file, environment, flags);
    assertEquals(3333, loaded.settings().http().port());
    assertEquals("a.example", loaded.settings().http().host());
    assertEquals(2, loaded.settings().sim().port());
    assertEquals(7, loaded.settings().sim().seed());
    assertTrue(loaded.settings().log().json());
    assertEquals(2, loaded.settings().symbols().size());
    assertEquals("flag", loaded.origins().get("http.port"));
    assertEquals("environment", loaded.origins().get("sim.port"));
    assertEquals(file.toString(), loaded.origins().get("sim.seed"));
    assertEquals("default", loaded.origins().get("sim.speed"));
  }

  @Test
  void everyMistakeIsNamedWithItsPlaceAndTheNearestKey() throws Exception {
    Path file =
        write(
            """
            htpp: {port: 1}
            http: {prot: 1, port: 70000}
            sim: {speed: fast, seed: 1.5}
            symbols: [btcusdt]
            log: {level: loud}
            paper: 5
            """);
    SettingsInvalid invalid =
        assertThrows(
            SettingsInvalid.class,
            () -> load(file, Map.of("TAPELOOM__PAPER__LATENCY", "1"), NO_FLAGS));
    String in = file + ": ";
    assertEquals(
        List.of(
            in + "unknown key \"htpp\", did you mean \"http\"?",
            in + "unknown key \"http.prot\", did you mean \"http.port\"?",
            in + "http.port: expected a whole number from 0 to 65535, got 70000",
            in + "sim.speed: expected a number from 0.001 to 100000, got \"fast\"",
            in + "sim.seed: expected a whole number from 0 to 9007199254740991, got 1.5",
            in
                + "symbols: expected a list of one or more different texts like ^[A-Z0-9_]{2,30}$, got"
                + " [\"btcusdt\"]",
            in + "log.level: expected one of error, warn, info, debug, trace, got \"loud\"",
            in + "paper: expected a section with keys of its own, got 5",
            "environment TAPELOOM__PAPER__LATENCY: unknown key \"paper.latency\","
                + " did you mean \"paper.latency_ms\"?"),
        invalid.problems());
  }

  @Test
  void aFileThatIsMissingOrNoYamlIsNamed() throws Exception {
    SettingsInvalid missing =
        assertThrows(
            SettingsInvalid.class, () -> load(dir.resolve("none.yaml"), Map.of(), NO_FLAGS));
    assertEquals("no configuration file " + dir.resolve("none.yaml"), missing.getMessage());
    Path broken = write("http: [1\n");
    SettingsInvalid invalid =
        assertThrows(SettingsInvalid.class, () -> load(broken, Map.of(), NO_FLAGS));
    assertTrue(invalid.getMessage().startsWith(broken + ": not readable as YAML"));
  }

  @Test
  void aFileThatCannotMeanWhatItSaysIsRefusedInWords() throws Exception {
    assertRefused(
        ": a key stands twice in line 2: found duplicate key http", "http: {}\nhttp: {}\n");
    assertRefused(
        ": a key stands twice in line 3: found duplicate key port",
        "http:\n  port: 1\n  port: 2\n");
    assertRefused(": the file is empty: expected keys like http: {port: 8000}", "# nothing\n");
    assertRefused(": the file is empty: expected keys like http: {port: 8000}", "");
    assertRefused(": expected keys like http: {port: 8000}, got a list or a single text", "- a\n");
    assertRefused(": expected at most 1 MiB, got 1048577 bytes", "#".repeat((1 << 20) + 1));
    SettingsInvalid folder =
        assertThrows(SettingsInvalid.class, () -> load(dir, Map.of(), NO_FLAGS));
    assertEquals(dir + " is a folder: expected a configuration file", folder.getMessage());
  }

  @Test
  void symbolsAndAddressesThatCannotWorkAreRefused() throws Exception {
    String symbols = ": symbols: expected a list of one or more different texts like";
    assertRefused(symbols + " ^[A-Z0-9_]{2,30}$, got []", "symbols: []\n");
    assertRefused(symbols + " ^[A-Z0-9_]{2,30}$, got [\"AB\",\"AB\"]", "symbols: [AB, AB]\n");
    assertRefused(
        ": http.host: expected a text like ^[A-Za-z0-9.:_%-]{1,253}$, got \"my host\"",
        "http: {host: my host}\n");
    for (String wrong :
        List.of("https://", "https://a b", "https://a:99999", "https://a:x", "https://a/?q=1")) {
      assertRefused(
          ": exchange.rest_url: expected a text like https?://host:port, without login, query or"
              + " spaces, got \""
              + wrong
              + "\"",
          "exchange: {rest_url: \"" + wrong + "\"}\n");
    }
    assertRefused(
        ": exchange.ws_url: expected a text like wss?://host:port, without login, query or spaces,"
            + " got \"wss://***@a\"",
        "exchange: {ws_url: \"wss://me:word@a\"}\n");
  }

  @Test
  void nobodyTrustsEverybodyAsAProxy() throws Exception {
    Path file = write("http: {trusted_proxies: [127.0.0.1, 10.0.0.0/24]}\n");
    Settings.Http http = load(file, Map.of(), NO_FLAGS).settings().http();
    assertEquals(
        List.of(Network.parse("127.0.0.1/32"), Network.parse("10.0.0.0/24")),
        http.trustedProxies());
    for (String wrong : List.of("0.0.0.0/0", "10.0.0.0/33", "10.0.0")) {
      Path open = write("http: {trusted_proxies: [\"" + wrong + "\"]}\n");
      SettingsInvalid refused =
          assertThrows(SettingsInvalid.class, () -> load(open, Map.of(), NO_FLAGS), wrong);
      assertEquals(
          "http.trusted_proxies: expected an IP address, or a range of /8 or narrower such as"
              + " 10.0.0.0/8, got \""
              + wrong
              + "\"",
          refused.getMessage());
    }
  }

  @Test
  void aDatabaseAddressThatCannotWorkIsRefusedWithoutItsPassword() throws Exception {
    for (String wrong :
        List.of("://u:sec ret@a/b", "://u:secret@a:99999/b", "://u:secret@a", "://u:se/cret@a/b")) {
      Path file = write("database: {url: \"postgresql" + wrong + "\"}\n");
      SettingsInvalid refused =
          assertThrows(SettingsInvalid.class, () -> load(file, Map.of(), NO_FLAGS), wrong);
      assertTrue(
          refused
              .getMessage()
              .startsWith("database.url: expected postgresql://host:port/name, got"),
          refused.getMessage());
      assertFalse(refused.getMessage().contains("ret@"), refused.getMessage());
    }
  }

  @Test
  void onlyFilesThatAreThereCanBeUsed() throws Exception {
    Path file =
        write("signal: {strategies_dir: none}\nsim: {source: [" + dir + ", none.gz, test.yaml]}\n");
    SettingsInvalid missing =
        assertThrows(
            SettingsInvalid.class,
            () -> SettingsFiles.check(load(file, Map.of(), NO_FLAGS).settings()));
    String expected = "sim.source: expected generator or a readable file, found no ";
    assertEquals(
        List.of(
            "signal.strategies_dir: expected a folder of strategy files, found no /home/tape/none",
            expected + dir,
            expected + "none.gz",
            expected + "test.yaml"),
        missing.problems());
    Files.writeString(dir.resolve("a.json"), "{");
    Path broken = write("signal: {strategies_dir: \"" + dir + "\"}\n");
    SettingsInvalid invalid =
        assertThrows(
            SettingsInvalid.class,
            () -> SettingsFiles.check(load(broken, Map.of(), NO_FLAGS).settings()));
    assertTrue(invalid.getMessage().startsWith(dir.resolve("a.json") + ": not JSON, line 1"));
  }

  private void assertRefused(String words, String yaml) throws Exception {
    Path file = write(yaml);
    SettingsInvalid refused =
        assertThrows(SettingsInvalid.class, () -> load(file, Map.of(), NO_FLAGS));
    assertEquals(file + words, refused.getMessage());
  }

  @Test
  void theDatabasePasswordComesFromASecretFileAndNeverFromTheConfiguration() throws Exception {
    Path secret = Files.writeString(dir.resolve("secret"), "s3cret\n");
    Map<String, String> environment =
        Map.of(
            "TAPELOOM__DATABASE__URL",
            "postgresql://db.example:5433/tape",
            "TAPELOOM__DATABASE__PASSWORD_FILE",
            secret.toString());
    Settings settings = load(SHIPPED, environment, NO_FLAGS).settings();
    assertEquals("s3cret", settings.database().own().orElseThrow().password());
    assertFalse(settings.toString().contains("s3cret"));
    assertFalse(settings.database().own().toString().contains("s3cret"));
    Path open = write("database: {password: s3cret}\n");
    SettingsInvalid refused =
        assertThrows(SettingsInvalid.class, () -> load(open, Map.of(), NO_FLAGS));
    assertTrue(refused.getMessage().contains("TAPELOOM__DATABASE__PASSWORD_FILE"));
    assertFalse(refused.getMessage().contains("s3cret"));
  }

  @Test
  void theNearestWordIsTheOneWithTheFewestEdits() {
    List<String> words = List.of("port", "host", "allowed_hosts");
    assertEquals(Optional.of("port"), Nearest.to("prot", words));
    assertEquals(Optional.of("host"), Nearest.to("hosts", words));
    assertEquals(Optional.of("allowed_hosts"), Nearest.to("allowd_host", words));
    assertEquals(Optional.empty(), Nearest.to("symbols", words));
    assertEquals(1, Nearest.edits("ab", "ba"));
    assertEquals(3, Nearest.edits("kitten", "sitting"));
  }

  private static SettingsSources.Loaded load(
      Path file, Map<String, String> environment, JsonObject flags) {
    return new SettingsSources(Optional.of(file), environment, flags, Path.of("/home/tape")).load();
  }

  private Path write(String yaml) throws Exception {
    return Files.writeString(dir.resolve("test.yaml"), yaml);
  }

  private static void collect(String prefix, Class<?> type, TreeSet<String> into) {
    List<Class<?>> sections = List.of(Settings.class, Exchange.class);
    for (RecordComponent component : type.getRecordComponents()) {
      String path = prefix + snake(component.getName());
      Class<?> inner = component.getType();
      if (inner.isRecord()
          && (inner == Exchange.class
              || inner == Proxied.class
              || inner == Limits.class
              || sections.stream().anyMatch(s -> s == inner.getEnclosingClass()))) {
        collect(path + ".", inner, into);
      } else {
        into.add(path);
      }
    }
  }

  private static String snake(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  @Test
  void theExchangeIsAProfileAndWhatStandsInItsPlace() throws Exception {
    Path file =
        write(
            "exchange: {profile: testnet, ws_url: \"wss://a.example/x\","
                + " usdm: {private_ws_url: \"wss://b.example\"}}\n");
    ExchangeUrls urls = load(file, Map.of(), NO_FLAGS).settings().exchange().urls();
    assertEquals("https://testnet.binancefuture.com", urls.usdmRest());
    assertEquals("wss://a.example/x/market", urls.usdmMarket());
    assertEquals("wss://b.example", urls.usdmPrivate());
    assertEquals("wss://stream.testnet.binance.vision", urls.spotStreams());
    SettingsInvalid plain =
        assertThrows(
            SettingsInvalid.class,
            () -> load(write("exchange: {rest_url: \"http://a.example\"}\n"), Map.of(), NO_FLAGS));
    assertTrue(
        plain.getMessage().startsWith("USD-M REST: expected https:// for a.example"),
        plain.getMessage());
  }

  @Test
  void theKeyComesFromTheEnvironmentAndIsNeverPrinted() throws Exception {
    Map<String, String> environment =
        Map.of(
            "TAPELOOM__EXCHANGE__ACCOUNT__KEY", "some-key-name",
            "TAPELOOM__EXCHANGE__ACCOUNT__SECRET", "canary-secret");
    Exchange exchange = load(SHIPPED, environment, NO_FLAGS).settings().exchange();
    assertTrue(exchange.account().apiKey().isPresent());
    assertFalse(exchange.toString().contains("canary"), exchange.toString());
    assertFalse(exchange.account().apiKey().toString().contains("canary"));
    Path file = write("exchange: {account: {secret: canary-secret}}\n");
    SettingsInvalid refused =
        assertThrows(SettingsInvalid.class, () -> load(file, Map.of(), NO_FLAGS));
    assertTrue(refused.getMessage().contains("does not stand in a file"), refused.getMessage());
    assertFalse(refused.getMessage().contains("canary"), refused.getMessage());
  }

  private static String row(SettingsKey key) {
    String range =
        key.rule().containsKey("minimum")
            ? " " + key.limit("minimum") + " to " + key.limit("maximum")
            : "";
    String type = key.type().equals("array") ? "list" : key.type() + range;
    if (key.rule().containsKey("enum")) {
      type =
          String.join(" ", key.rule().getJsonArray("enum").stream().map(Object::toString).toList());
    }
    String text = key.defaultValue().toString().replace("\"", "").replace(",", ", ");
    String shown = text.isEmpty() ? "" : " `" + text + "`";
    return "| `%s` | %s |%s | %s |".formatted(key.path(), type, shown, key.description());
  }

  @Test
  void loginsOfProxiesComeFromASecretFileAndAreNeverPrinted() throws Exception {
    Path yaml = write("proxies: {list: ['tokyo=socks5://10.0.0.7:1080', 'b=http://h:80']}\n");
    Path secret = Files.writeString(dir.resolve("logins"), "tokyo=bob:canary\n");
    Map<String, String> environment =
        Map.of(
            "TAPELOOM__PROXIES__LOGINS_FILE",
            secret.toString(),
            "TAPELOOM__PROXIES__DISABLED",
            "b");
    Settings settings = load(yaml, environment, new JsonObject()).settings();
    ProxySettings rules = settings.proxies().rules();
    assertEquals("canary", rules.list().getFirst().login().orElseThrow().password());
    assertEquals(List.of("b"), rules.disabled());
    assertFalse(rules.direct());
    assertFalse(settings.toString().contains("canary"), settings::toString);
    for (String wrong :
        List.of(
            "list: ['a=http://bob:canary@h:80']",
            "list: ['http://bob:canary@h:80']",
            "list: [a]",
            "logins: 'a=bob:canary'",
            "{list: ['a=http://h:80'], disabled: [a]}")) {
      Path file = write("proxies: " + (wrong.startsWith("{") ? wrong : "{" + wrong + "}") + "\n");
      String said =
          assertThrows(SettingsInvalid.class, () -> load(file, Map.of(), new JsonObject()))
              .getMessage();
      assertFalse(said.contains("canary"), said);
    }
  }
}
