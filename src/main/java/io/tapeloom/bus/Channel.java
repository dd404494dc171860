package io.tapeloom.bus;

/** One address of the event bus and the type of what travels on it. */
public record Channel<T>(String address, Class<T> type) {}
