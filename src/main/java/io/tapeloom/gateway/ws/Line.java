package io.tapeloom.gateway.ws;

import io.netty.buffer.ByteBuf;

/** The way to one socket. */
interface Line {
  /** False while the socket has not taken what it was sent. */
  boolean ready();

  /** Sends bytes and lets go of them. */
  void write(ByteBuf frames);

  /** Says goodbye with that reason, and cuts the line when that does not get through. */
  void drop(Drop why);
}
