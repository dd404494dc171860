package io.tapeloom.binance.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeloom.binance.account.OutcomeClassifier.Judgement;
import io.tapeloom.binance.answer.Catalogue;
import io.tapeloom.binance.answer.Done;
import io.tapeloom.binance.answer.Reply;
import io.tapeloom.binance.answer.UsdmOrders.BatchItem;
import io.tapeloom.binance.wire.Json;
import io.tapeloom.binance.wire.Malformed;
import io.tapeloom.binance.wire.Shape;
import io.tapeloom.ledger.Refusal;
import io.tapeloom.ledger.SendOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns what came back into an outcome: read strictly, judged by the table. */
final class Verdicts {
  private static final Shape<Done> ERROR = Shape.of(Done.class);
  private final Catalogue catalogue;

  Verdicts(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** An answer with a body. */
  <T> SendOutcome<T> answered(Reply<T> reply, int status, byte[] body) {
    JsonNode json;
    try {
      json = Json.read(body);
    } catch (Malformed e) {
      catalogue.count(reply.channel() + " " + reply, e.reason());
      return judged(Heard.answered(status, 0, shown(body), false), Optional.empty());
    }
    return answered(reply, status, json);
  }

  /** An answer that is JSON already. */
  <T> SendOutcome<T> answered(Reply<T> reply, int status, JsonNode json) {
    boolean refuses = json.path("code").asInt() < 0;
    if (status == 200 && !refuses) {
      return fine(reply, json);
    }
    if (status == 409 && json.has("data")) {
      // Half of it was done: which half stands where the whole answer would stand.
      return fine(reply, json.get("data"));
    }
    Done error = error(json);
    Heard heard = Heard.answered(status, error.code().orElse(0), error.msg().orElse(""), false);
    return judged(heard, () -> reply.read(json));
  }

  private <T> SendOutcome<T> fine(Reply<T> reply, JsonNode json) {
    try {
      return new SendOutcome.Accepted<>(catalogue.read(reply, json));
    } catch (Malformed e) {
      return judged(Heard.answered(200, 0, e.getMessage(), false), Optional.empty());
    }
  }

  /**
   * A batch with each element judged by the same table; what the answer says nothing of, or nothing
   * that can be read, is UNKNOWN.
   *
   * @param asked how many elements the request had
   */
  static SendOutcome<List<SendOutcome<BatchItem>>> each(
      SendOutcome<List<BatchItem>> batch, int asked) {
    return switch (batch) {
      case SendOutcome.Accepted<List<BatchItem>> done ->
          new SendOutcome.Accepted<>(elements(done.answer(), asked));
      case SendOutcome.Rejected<List<BatchItem>> no -> new SendOutcome.Rejected<>(no.refusal());
      case SendOutcome.NotSent<List<BatchItem>> no -> new SendOutcome.NotSent<>(no.refusal());
      case SendOutcome.Unknown<List<BatchItem>> no -> new SendOutcome.Unknown<>(no.refusal());
    };
  }

  private static List<SendOutcome<BatchItem>> elements(List<BatchItem> items, int asked) {
    List<SendOutcome<BatchItem>> outcomes = new ArrayList<>();
    items.forEach(item -> outcomes.add(element(item)));
    while (outcomes.size() < asked) {
      String words = "the answer to the batch has no such element";
      outcomes.add(judged(Heard.answered(200, 0, words, false), Optional.empty()));
    }
    return List.copyOf(outcomes);
  }

  /** An element is refused in the form of a bad request, inside of an answer that is fine. */
  private static SendOutcome<BatchItem> element(BatchItem item) {
    int code = item.code().orElse(0);
    boolean fine = code >= 0 && item.orderId().isPresent();
    String words = item.msg().orElse(fine ? "" : "an element of another form");
    return judged(
        Heard.answered(fine ? 200 : 400, code, words, fine),
        fine ? Optional.of(item) : Optional.empty());
  }

  /** Nothing came back, or nothing went out. */
  <T> SendOutcome<T> silent(Heard heard) {
    return judged(heard, Optional.empty());
  }

  private <T> SendOutcome<T> judged(Heard heard, java.util.function.Supplier<T> asDone) {
    try {
      return judged(heard, Optional.of(asDone.get()));
    } catch (Malformed _) {
      return judged(heard, Optional.empty());
    }
  }

  private static <T> SendOutcome<T> judged(Heard heard, Optional<T> answer) {
    Judgement judgement = OutcomeClassifier.judge(heard);
    Refusal refusal = new Refusal(judgement.ground(), heard.code(), heard.words());
    return switch (judgement.outcome()) {
      case ACCEPTED ->
          answer
              .<SendOutcome<T>>map(SendOutcome.Accepted::new)
              .orElseGet(() -> new SendOutcome.Rejected<>(refusal));
      case REJECTED -> new SendOutcome.Rejected<>(refusal);
      case NOT_SENT -> new SendOutcome.NotSent<>(refusal);
      case UNKNOWN -> new SendOutcome.Unknown<>(refusal);
    };
  }

  private static Done error(JsonNode json) {
    try {
      return ERROR.read(json);
    } catch (Malformed _) {
      return new Done(Optional.empty(), Optional.of("an answer of another form"));
    }
  }

  private static String shown(byte[] body) {
    String text = new String(body, 0, Math.min(body.length, 160)).strip();
    return text.isEmpty() ? "an empty answer" : text.replaceAll("\\s+", " ");
  }
}
