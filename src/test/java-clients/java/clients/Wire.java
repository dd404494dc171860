package clients;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;

/**
 * A wire of some length: what the exchange says arrives a while later, as over a network. One
 * client needs it, since it notes what it asked only after it has sent it, and throws away answers
 * that are there before.
 */
final class Wire {
  private static final long LENGTH_MS = 50;

  private Wire() {}

  /** The same address, seen from the other end of the wire; it lasts as long as the program. */
  static String to(String address) throws IOException {
    URI far = URI.create(address);
    ServerSocket near = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(() -> accept(near, far));
    return far.getScheme() + "://127.0.0.1:" + near.getLocalPort() + far.getPath();
  }

  private static void accept(ServerSocket near, URI far) {
    try (near) {
      while (true) {
        Socket client = near.accept();
        Socket exchange = new Socket(far.getHost(), far.getPort());
        Thread.ofVirtual().start(() -> carry(client, exchange, 0));
        Thread.ofVirtual().start(() -> carry(exchange, client, LENGTH_MS));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void carry(Socket from, Socket to, long delayMs) {
    byte[] bytes = new byte[1 << 16];
    try (from;
        to) {
      InputStream input = from.getInputStream();
      OutputStream output = to.getOutputStream();
      for (int count = input.read(bytes); count >= 0; count = input.read(bytes)) {
        Thread.sleep(delayMs);
        output.write(bytes, 0, count);
      }
    } catch (IOException e) {
      // One end is closed, and by that the other.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
