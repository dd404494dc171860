package io.tapeloom.binance.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tapeloom.binance.answer.Catalogue;
import io.tapeloom.binance.answer.UsdmOrders;
import io.tapeloom.binance.answer.UsdmReplies;
import io.tapeloom.ledger.SendOutcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A status alone makes no success. */
class VerdictsTest {
  private static SendOutcome<?> said(int status, String body) {
    return new Verdicts(new Catalogue())
        .answered(UsdmReplies.CANCEL_ALL, status, body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aRefusalUnderAStatusOfSuccessIsNoSuccess() {
    assertInstanceOf(SendOutcome.Accepted.class, said(200, "{\"code\":200,\"msg\":\"done\"}"));
    assertInstanceOf(SendOutcome.Unknown.class, said(200, "{\"code\":-1007,\"msg\":\"late\"}"));
    assertInstanceOf(SendOutcome.Unknown.class, said(200, "{\"code\":-2011,\"msg\":\"none\"}"));
    assertInstanceOf(SendOutcome.Rejected.class, said(400, "{\"code\":-2011,\"msg\":\"none\"}"));
  }

  private static List<String> batch(int asked, String body) {
    SendOutcome<List<UsdmOrders.BatchItem>> answer =
        new Verdicts(new Catalogue())
            .answered(UsdmReplies.PLACE_BATCH, 200, body.getBytes(StandardCharsets.UTF_8));
    SendOutcome<List<SendOutcome<UsdmOrders.BatchItem>>> each = Verdicts.each(answer, asked);
    assertInstanceOf(SendOutcome.Accepted.class, each, each.toString());
    List<SendOutcome<UsdmOrders.BatchItem>> elements =
        ((SendOutcome.Accepted<List<SendOutcome<UsdmOrders.BatchItem>>>) each).answer();
    return elements.stream().map(one -> one.getClass().getSimpleName()).toList();
  }

  @Test
  void eachElementOfABatchIsJudgedByTheTable() {
    assertEquals(
        List.of("Accepted", "Unknown", "Rejected", "NotSent", "Unknown", "Unknown"),
        batch(
            6,
            "[{\"orderId\":7,\"clientOrderId\":\"tl-ab-1-E0\"},{\"code\":-1007,\"msg\":\"late\"},"
                + "{\"code\":-2019,\"msg\":\"Margin is insufficient.\"},"
                + "{\"code\":-1008,\"msg\":\"shed\"},{}]"));
  }

  @Test
  void aBatchThatIsRefusedAsAWholeHasNoElements() {
    SendOutcome<List<UsdmOrders.BatchItem>> late =
        new Verdicts(new Catalogue()).silent(Heard.sent("no answer within 12000 ms"));
    assertInstanceOf(SendOutcome.Unknown.class, Verdicts.each(late, 2));
  }
}
