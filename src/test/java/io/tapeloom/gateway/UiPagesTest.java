package io.tapeloom.gateway;

import static io.tapeloom.web.ContractCheck.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.tapeloom.bus.Channels;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A page that is read is shown when it changed, at once where the database says so. */
class UiPagesTest {
  private final GatewayRig rig;
  private final BlockingQueue<JsonObject> shown = new LinkedBlockingQueue<>();

  UiPagesTest() throws Exception {
    rig = GatewayRig.bare();
  }

  @AfterEach
  void close() throws Exception {
    rig.close();
  }

  private JsonObject next() throws InterruptedException {
    JsonObject body = shown.poll(30, TimeUnit.SECONDS);
    assertNotNull(body, "nothing was shown within 30 s");
    return body;
  }

  @Test
  void aChangeIsShownOnceWithTheNextNumber() throws Exception {
    AtomicReference<JsonObject> row = new AtomicReference<>(new JsonObject().put("halted", false));
    rig.vertx
        .eventBus()
        .<JsonObject>consumer(Channels.ui("risk").address(), m -> shown.add(m.body()));
    UiPage page = new UiPage("risk", "risk_halt", () -> Future.succeededFuture(row.get().copy()));
    UiVerticle ui = new UiVerticle(rig.parts);
    await(rig.vertx.deployVerticle(new UiPagesVerticle(rig.parts, ui, List.of(page))));
    JsonObject first = next();
    assertEquals(1, first.getLong("seq"));
    assertEquals(false, first.getBoolean("halted"));
    row.set(new JsonObject().put("halted", true));
    rig.bus.publish(Channels.db("risk_halt"), "1");
    JsonObject second = next();
    assertEquals(2, second.getLong("seq"));
    assertEquals(true, second.getBoolean("halted"));
    assertEquals(2, ui.frames().newest("ui.risk").orElseThrow().seq());
  }
}
