package io.tapeloom.gateway;

import io.tapeloom.bus.Bus;
import io.tapeloom.bus.Channels;
import io.tapeloom.net.Outage;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Topics that are read instead of told; a snapshot goes out when it differs from the last. */
final class UiPages {
  private static final Logger LOG = LoggerFactory.getLogger(UiPages.class);
  private final List<Page> pages;

  UiPages(List<UiPage> pages) {
    this.pages = pages.stream().map(Page::new).toList();
  }

  void listen(Bus bus) {
    pages.stream()
        .filter(p -> !p.source.channel().isEmpty())
        .forEach(p -> bus.consume(Channels.db(p.source.channel()), _ -> p.look()));
  }

  /** Reads them all; called once a second. */
  void look() {
    pages.forEach(Page::look);
  }

  void flush(UiOutlet outlet, long nowNanos) {
    pages.forEach(p -> outlet.flush(p.topic, nowNanos, p.newest.orElseThrow()::copy));
  }

  private static final class Page {
    private final UiPage source;
    private final UiTopic topic;
    private final Outage outage;
    private Optional<JsonObject> newest = Optional.empty();
    private boolean reading;
    private boolean again;

    Page(UiPage source) {
      this.source = source;
      this.topic = new UiTopic(source.topic(), 100);
      this.outage = new Outage(LOG, source.topic() + " snapshot not read");
    }

    void look() {
      again = reading;
      if (reading) {
        return;
      }
      reading = true;
      source
          .read()
          .get()
          .onSuccess(this::keep)
          .onFailure(outage::failed)
          .onComplete(_ -> lookedOnce());
    }

    private void lookedOnce() {
      reading = false;
      if (again) {
        look();
      }
    }

    private void keep(JsonObject snapshot) {
      outage.worked();
      if (!newest.equals(Optional.of(snapshot))) {
        newest = Optional.of(snapshot);
        topic.touch();
      }
    }
  }
}
