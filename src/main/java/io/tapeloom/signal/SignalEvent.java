package io.tapeloom.signal;

/** What the engine answers; also what {@code signal.*} addresses carry. */
public sealed interface SignalEvent permits Decided, SliceSealed {}
