package io.tapeloom.risk.io;

import io.tapeloom.web.Client;
import io.vertx.core.Future;

/** Where it is kept for good who halted trading and who let it go on. */
@FunctionalInterface
public interface HaltAudit {
  /**
   * Notes a change that was made.
   *
   * @param halted true when trading was halted, false when it goes on
   */
  Future<Void> note(Client client, boolean halted, String reason);
}
