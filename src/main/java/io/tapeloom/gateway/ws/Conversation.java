package io.tapeloom.gateway.ws;

import io.tapeloom.web.TokenBucket;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The three phases on one socket: a frame that is a request is acknowledged, and then answered by
 * its result or an error. What is no request gets one error, and the socket lives on.
 */
final class Conversation {
  private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);
  private static final int UNANSWERED = 32;

  /** How many more frames may be refused than are heard until nobody listens any more. */
  private static final int PATIENCE = 200;

  private final Session session;
  private final Subscriber subscriber;
  private final Desk desk;
  private final LongSupplier marketMs;
  private final WsMeters meters;
  private final WsLimits limits;
  private final TokenBucket budget;
  private int refused;

  Conversation(
      Session session,
      Subscriber subscriber,
      Desk desk,
      LongSupplier marketMs,
      WsMeters meters,
      WsLimits limits) {
    this.session = session;
    this.subscriber = subscriber;
    this.desk = desk;
    this.marketMs = marketMs;
    this.meters = meters;
    this.limits = limits;
    this.budget = TokenBucket.evenly(limits.messagesPerSecond(), System.nanoTime());
  }

  void binary() {
    guarded(
        () -> {
          throw Refused.of(ErrorCode.PROTOCOL_ERROR, "frame: expected text, got binary");
        },
        Optional::empty);
  }

  void text(String frame) {
    guarded(() -> request(RequestFrame.parse(frame)), () -> RequestFrame.id(frame));
  }

  private void guarded(Runnable step, Supplier<Optional<String>> requestId) {
    if (session.leaving()) {
      return;
    }
    try {
      spend(requestId);
      step.run();
    } catch (Refused refused) {
      refuse(refused);
    }
  }

  private void spend(Supplier<Optional<String>> requestId) {
    boolean heard = budget.take(System.nanoTime());
    refused = heard ? Math.max(0, refused - 1) : refused + 1;
    if (!heard) {
      if (refused >= PATIENCE) {
        session.drop(Drop.FLOOD);
      }
      throw Refused.of(
              ErrorCode.RATE_LIMIT_EXCEEDED,
              "frame: expected at most " + limits.messagesPerSecond() + " each second")
          .to(requestId.get());
    }
  }

  private void request(RequestFrame frame) {
    session.reply(Replies.ack(frame.requestId(), marketMs.getAsLong()));
    try {
      RequestType type = type(frame);
      session.asked();
      answer(type, frame)
          .timeout(limits.answerMs(), TimeUnit.MILLISECONDS)
          .onComplete(_ -> session.answered())
          .onSuccess(data -> say(type, frame.requestId(), data))
          .onFailure(failure -> refuse(refused(failure).to(frame.requestId())));
    } catch (Refused refused) {
      throw refused.to(frame.requestId());
    }
  }

  private RequestType type(RequestFrame frame) {
    if (session.kind() == Session.Kind.STATUS) {
      throw Refused.of(ErrorCode.UNKNOWN_ACTION, "type: this socket answers no requests");
    }
    if (session.unanswered() >= UNANSWERED) {
      throw Refused.of(
          ErrorCode.RATE_LIMIT_EXCEEDED,
          "frame: expected at most " + UNANSWERED + " requests without an answer");
    }
    return RequestType.find(frame.type())
        .orElseThrow(
            () ->
                Refused.of(
                    ErrorCode.UNKNOWN_ACTION,
                    "type: there is no request " + Refused.shown(frame.type())));
  }

  private Future<String> answer(RequestType type, RequestFrame frame) {
    try {
      return desk.answer(type, frame.data(), subscriber);
    } catch (RuntimeException failure) {
      return Future.failedFuture(failure);
    }
  }

  private void say(RequestType type, Optional<String> requestId, String data) {
    String result = type.result().orElseThrow();
    session.reply(Replies.frame(result, requestId, marketMs.getAsLong(), data));
  }

  private static Refused refused(Throwable failure) {
    return switch (failure) {
      case Refused refused -> refused;
      case TimeoutException _ ->
          Refused.of(ErrorCode.TIMEOUT, "the stored bars did not come in time; ask again");
      default -> {
        LOG.warn("a request of the public WebSocket failed", failure);
        yield Refused.of(ErrorCode.INTERNAL_ERROR, "the request could not be answered; ask again");
      }
    };
  }

  private void refuse(Refused refused) {
    meters.refused().accept(refused.code());
    session.reply(Replies.error(refused, marketMs.getAsLong()));
  }
}
