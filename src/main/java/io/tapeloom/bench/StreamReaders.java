package io.tapeloom.bench;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Many clients of market streams in one process. It does what the lines on its stdin say and
 * answers each with one line; it ends with its stdin.
 */
public final class StreamReaders {
  private final StreamReader.Tally tally = new StreamReader.Tally();
  private final List<StreamReader> readers = new ArrayList<>();
  private final ConcurrentLinkedQueue<StreamReader> fresh = new ConcurrentLinkedQueue<>();
  private final Selector selector;
  private volatile int closed;

  private StreamReaders() throws IOException {
    selector = Selector.open();
    Thread.ofPlatform().daemon().start(this::readAll);
  }

  /** Takes no arguments. */
  public static void main(String[] args) throws IOException {
    StreamReaders readers = new StreamReaders();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println(readers.obey(line.split(" ")).encode());
    }
    System.exit(0);
  }

  private JsonObject obey(String[] words) throws IOException {
    return switch (words[0]) {
      case "open" -> open(words);
      case "leave" -> leave();
      case "forget" -> {
        tally.forget();
        yield new JsonObject();
      }
      case "report" -> tally.report().put("closed", closed);
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  private JsonObject open(String[] words) throws IOException {
    int port = Integer.parseInt(words[1]);
    for (int i = 0; i < Integer.parseInt(words[3]); i++) {
      StreamReader reader = new StreamReader(port, words[2], tally);
      reader.channel().configureBlocking(false);
      readers.add(reader);
      fresh.add(reader);
      selector.wakeup();
    }
    return new JsonObject().put("sockets", readers.size());
  }

  private JsonObject leave() throws IOException {
    for (StreamReader reader : readers) {
      reader.channel().close();
    }
    readers.clear();
    return new JsonObject();
  }

  private void readAll() {
    try {
      while (selector.isOpen()) {
        selector.select(this::read, 1_000);
        for (StreamReader reader = fresh.poll(); reader != null; reader = fresh.poll()) {
          reader.channel().register(selector, SelectionKey.OP_READ, reader);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(SelectionKey key) {
    try {
      if (!((StreamReader) key.attachment()).read()) {
        closed++;
        key.cancel();
      }
    } catch (IOException gone) {
      key.cancel();
    }
  }
}
