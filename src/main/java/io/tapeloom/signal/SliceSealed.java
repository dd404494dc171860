package io.tapeloom.signal;

import io.tapeloom.indicator.Slice;
import io.tapeloom.kernel.Instrument;

/** A slice is settled; stored so that a restart loads slices and not trades. */
public record SliceSealed(Instrument instrument, Slice slice) implements SignalEvent {}
