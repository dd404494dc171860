package io.tapeloom.net;

/**
 * What somebody decided of a proxy while the program ran.
 *
 * @param pinned it is taken and no other
 */
public record ProxyDecision(String name, boolean enabled, boolean pinned) {}
