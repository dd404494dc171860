package io.tapeloom.binance.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapeloom.binance.answer.SpotAccount;
import io.tapeloom.binance.answer.SpotReplies;
import io.tapeloom.binance.answer.UserEvent;
import io.tapeloom.binance.answer.UserEvents;
import io.tapeloom.kernel.Market;
import io.tapeloom.ledger.SendOutcome;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.random.RandomGenerator;

/**
 * The spot account's events, over a WS-API connection of their own: subscribed by signature on each
 * new line, since listen keys are no more.
 */
public final class SpotUserStream implements UserStream, WsApi.Listener {
  private static final long AGAIN_MS = 2_000;

  /** "User Data Stream subscription already active." */
  private static final int RUNNING = -2035;

  private final Vertx vertx;
  private final UserFeed feed;
  private final WsApi api;
  private volatile boolean live;
  private volatile boolean stopped;

  /** The stream of that account, at rest; {@code url} is the WS-API's. */
  public SpotUserStream(
      Vertx vertx,
      String url,
      long lifeMs,
      AccountRest rest,
      UserEvents events,
      RandomGenerator chance,
      UserStream.Listener listener) {
    this.vertx = vertx;
    this.feed = new UserFeed(Market.SPOT, events, rest.clock(), listener);
    this.api = new WsApi(vertx, Market.SPOT, url, lifeMs, rest, chance, this);
  }

  @Override
  public void start() {
    api.start();
  }

  @Override
  public Future<Void> stop() {
    stopped = true;
    live = false;
    return api.stop();
  }

  @Override
  public boolean live() {
    return live;
  }

  @Override
  public long lagMs() {
    return feed.lagMs();
  }

  @Override
  public void up() {
    subscribe("a new connection");
  }

  private void subscribe(String why) {
    if (stopped) {
      return;
    }
    api.call(SpotReplies.WS_SUBSCRIBE_SIGNED, Query.empty(), Cost.question(2), true, true)
        .onSuccess(outcome -> subscribed(why, outcome));
  }

  private void subscribed(String why, SendOutcome<SpotAccount.Subscription> outcome) {
    if (outcome instanceof SendOutcome.Accepted<?> || running(outcome)) {
      live = true;
      feed.gap(why);
    } else if (!stopped) {
      live = false;
      vertx.setTimer(AGAIN_MS, _ -> subscribe(why));
    }
  }

  /** An earlier question was heard after all: this line carries the account's events already. */
  private static boolean running(SendOutcome<?> outcome) {
    return outcome instanceof SendOutcome.Rejected<?> no && no.refusal().code() == RUNNING;
  }

  @Override
  public void event(JsonNode event) {
    if (feed.take(event).filter(UserEvent.SpotTerminated.class::isInstance).isPresent()) {
      live = false;
      subscribe("the exchange ended the subscription");
    }
  }

  @Override
  public void down(String why) {
    live = false;
  }
}
