package io.tapeloom.gateway;

import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * What the gateway counts and shows; the meters themselves belong to another door.
 *
 * @param clients told how many browser sockets are open
 * @param conflated told of each snapshot skipped for a slow socket
 * @param refused told what a refused frame tried
 * @param cut told of each socket closed for not reading
 * @param scrape all meters in Prometheus' text format
 */
public record UiMeters(
    IntConsumer clients,
    Runnable conflated,
    Consumer<String> refused,
    Runnable cut,
    Supplier<String> scrape) {}
