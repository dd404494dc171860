package io.tapeloom.binance.account;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tapeloom.binance.answer.Catalogue;
import io.tapeloom.binance.answer.UsdmReplies;
import io.tapeloom.ledger.SendOutcome;
import java.nio.charset.StandardCharsets;
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
}
