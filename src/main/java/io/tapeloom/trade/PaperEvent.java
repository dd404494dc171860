package io.tapeloom.trade;

import io.tapeloom.kernel.Fixed;
import io.tapeloom.kernel.Side;
import io.tapeloom.ledger.ExitStatus;
import io.tapeloom.risk.RefusalReason;

/** What happened to a paper cycle; the same tape and decisions give the same events. */
public sealed interface PaperEvent {
  /** Whose event this is. */
  CycleKey cycle();

  /** Nothing was entered. */
  record NotOpened(CycleKey cycle, RefusalReason reason) implements PaperEvent {}

  /**
   * The entry filled and its exits rest.
   *
   * @param riskDistance one R per unit: stop multiple x ATR
   * @param tp1Qty what the first target takes; zero when half is less than a step
   */
  record EntryFilled(
      CycleKey cycle,
      Side side,
      PaperFill fill,
      Fixed riskDistance,
      Fixed stop,
      Fixed tp1,
      Fixed tp2,
      Fixed tp1Qty)
      implements PaperEvent {}

  /** The first target took half. */
  record Tp1Filled(CycleKey cycle, Side side, PaperFill fill) implements PaperEvent {}

  /** The first target was reached, so the stop rests at the entry price from now on. */
  record StopMoved(CycleKey cycle, Side side, Fixed from, Fixed to, Fixed qty, long timeMs)
      implements PaperEvent {}

  /**
   * Flat again.
   *
   * @param fill the last exit
   * @param exitPrice mean of all exits, half even to 8 decimals
   * @param pnlUsdt after fees
   * @param pnlR after fees, in units of entry quantity x risk distance, half even to 8 decimals
   * @param tp1Hit whether the first target had been reached
   */
  record Closed(
      CycleKey cycle,
      Side side,
      ExitStatus status,
      PaperFill fill,
      Fixed exitPrice,
      Fixed pnlUsdt,
      Fixed pnlR,
      Fixed feesUsdt,
      boolean tp1Hit)
      implements PaperEvent {}
}
