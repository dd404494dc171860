package clients;

import com.binance.connector.client.common.configuration.SignatureConfiguration;
import com.binance.connector.client.common.websocket.configuration.WebSocketClientConfiguration;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.api.DerivativesTradingUsdsFuturesRestApi;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.api.DerivativesTradingUsdsFuturesWebSocketApiUtil;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.api.api.DerivativesTradingUsdsFuturesWebSocketApi;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.api.model.CancelOrderRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.api.model.NewOrderRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.api.model.QueryOrderRequest;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.api.model.Side;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.api.model.TimeInForce;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.concurrent.TimeUnit;

/** The same connector's WebSocket API: its orders are seen by REST. */
final class FuturesSocket {
  private static final String ETH = "ETHUSDT";
  private static final long WAIT_SECONDS = 30;

  private final Venue venue;
  private final Report.Client is;
  private final DerivativesTradingUsdsFuturesWebSocketApi socket;

  FuturesSocket(Venue venue, Report report, SignatureConfiguration keys) throws IOException {
    this.venue = venue;
    this.is = report.client("binance-derivatives-trading-usds-futures (Java)");
    WebSocketClientConfiguration settings =
        DerivativesTradingUsdsFuturesWebSocketApiUtil.getClientConfiguration();
    settings.setUrl(Wire.to(venue.ws() + "/ws-fapi/v1"));
    settings.setSignatureConfiguration(keys);
    this.socket = new DerivativesTradingUsdsFuturesWebSocketApi(settings);
  }

  void prove(DerivativesTradingUsdsFuturesRestApi rest) {
    BigDecimal price = venue.usdmPrice(ETH, "-2", "0.01");
    NewOrderRequest wanted =
        new NewOrderRequest()
            .symbol(ETH)
            .side(Side.BUY)
            .type("LIMIT")
            .timeInForce(TimeInForce.GTC)
            .quantity(0.2)
            .price(price.doubleValue());
    Long id =
        is.call(
                "WS newOrder",
                () -> socket.newOrder(wanted).get(WAIT_SECONDS, TimeUnit.SECONDS).getResult(),
                got -> is.is("price", new BigDecimal(got.getPrice()), price))
            .getOrderId();
    is.call(
        "REST sees the socket's order",
        () -> rest.queryOrder(ETH, id, null, null).getData(),
        got -> is.is("status", got.getStatus(), "NEW"));
    QueryOrderRequest query = new QueryOrderRequest().symbol(ETH).orderId(id);
    is.call(
        "WS queryOrder",
        () -> socket.queryOrder(query).get(WAIT_SECONDS, TimeUnit.SECONDS).getResult(),
        got -> is.is("quantity", new BigDecimal(got.getOrigQty()), new BigDecimal("0.2")));
    CancelOrderRequest cancel = new CancelOrderRequest().symbol(ETH).orderId(id);
    is.call(
        "WS cancelOrder",
        () -> socket.cancelOrder(cancel).get(WAIT_SECONDS, TimeUnit.SECONDS).getResult(),
        got -> is.is("status", got.getStatus(), "CANCELED"));
  }
}
