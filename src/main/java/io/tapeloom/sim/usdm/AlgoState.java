package io.tapeloom.sim.usdm;

import io.tapeloom.sim.Listing;
import java.util.OptionalLong;

/**
 * A conditional order as it stood at one moment.
 *
 * @param quantityE8 quantity, 0 for one that closes the position
 * @param orderId the order it became
 * @param actualE8 mean price of that order's fills
 * @param executedE8 quantity that was filled
 * @param triggerMs when it triggered, 0 before
 * @param active whether a trailing stop has begun to follow
 * @param reason why it was rejected or expired, empty otherwise
 */
public record AlgoState(
    int account,
    Listing listing,
    long id,
    String clientId,
    NewOrder request,
    PositionSide positionSide,
    TimeInForce timeInForce,
    AlgoStatus status,
    long quantityE8,
    long priceE8,
    long triggerE8,
    long activateE8,
    OptionalLong orderId,
    long actualE8,
    long executedE8,
    long timeMs,
    long updateMs,
    long triggerMs,
    boolean active,
    String reason) {}
