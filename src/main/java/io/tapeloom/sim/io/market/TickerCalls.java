package io.tapeloom.sim.io.market;

import io.tapeloom.sim.Depth;
import io.tapeloom.sim.Listing;
import io.tapeloom.sim.Refused;
import io.tapeloom.sim.Span;
import io.tapeloom.sim.io.Call;
import io.tapeloom.sim.io.Endpoint;
import io.tapeloom.sim.io.Handler;
import io.tapeloom.sim.io.Params;
import io.tapeloom.sim.io.Security;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Prices and statistics: the last day, a window, the running day, the best quotes. */
final class TickerCalls {
  private static final long MINUTE_MS = 60_000;
  private static final long DAY_MS = 86_400_000;
  private static final int AVERAGE_MINUTES = 5;
  private static final int MOST_WEIGHT = 200;
  private static final Pattern WINDOW = Pattern.compile("([1-9][0-9]?)([mhd])");

  private final Boards boards;
  private final boolean spot;

  TickerCalls(Boards boards) {
    this.boards = boards;
    this.spot = boards.spot();
  }

  List<Endpoint> endpoints() {
    if (spot) {
      return List.of(
          call("/api/v3/ticker/24hr", this::dayWeight, this::day),
          call("/api/v3/ticker", p -> Math.min(MOST_WEIGHT, 4 * asked(p)), this::window),
          call("/api/v3/ticker/tradingDay", p -> Math.min(MOST_WEIGHT, 4 * asked(p)), this::today),
          call("/api/v3/ticker/price", p -> p.all().containsKey("symbol") ? 2 : 4, this::price),
          call("/api/v3/ticker/bookTicker", p -> p.all().containsKey("symbol") ? 2 : 4, this::book),
          call("/api/v3/avgPrice", p -> 2, this::average));
    }
    return List.of(
        call("/fapi/v1/ticker/24hr", p -> p.all().containsKey("symbol") ? 1 : 40, this::day),
        call("/fapi/v1/ticker/price", p -> p.all().containsKey("symbol") ? 1 : 2, this::price),
        call("/fapi/v2/ticker/price", p -> p.all().containsKey("symbol") ? 1 : 2, this::price),
        call("/fapi/v1/ticker/bookTicker", p -> p.all().containsKey("symbol") ? 2 : 5, this::book));
  }

  private Endpoint call(String path, ToIntFunction<Params> weight, Handler handler) {
    return new Endpoint(boards.market(), "GET", path, Security.NONE, weight, 0, handler);
  }

  private static int asked(Params params) {
    String several = params.all().getOrDefault("symbols", "");
    return 1 + (int) several.chars().filter(c -> c == ',').count();
  }

  private int dayWeight(Params params) {
    boolean some = params.all().containsKey("symbol") || params.all().containsKey("symbols");
    int count = some ? asked(params) : Integer.MAX_VALUE;
    return count <= 20 ? 2 : count <= 100 ? 40 : 80;
  }

  /** One object for one symbol, else a list. */
  private String each(Call call, BiConsumer<Board, Json> writer) {
    List<Board> wanted = boards.wanted(call.params());
    if (spot) {
      call.params().text("symbolStatus");
    }
    boards.done(call);
    Json out = new Json();
    if (call.params().has("symbol")) {
      writer.accept(wanted.getFirst(), out);
      return out.toString();
    }
    out.openArray();
    wanted.forEach(board -> writer.accept(board, out));
    return out.closeArray().toString();
  }

  private boolean mini(Params params) {
    Optional<String> type = spot ? params.text("type") : Optional.empty();
    if (type.isPresent() && !List.of("FULL", "MINI").contains(type.get())) {
      throw Refused.invalid("type");
    }
    return type.equals(Optional.of("MINI"));
  }

  private String day(Call call) {
    boolean mini = mini(call.params());
    long now = call.nowMs();
    return each(
        call,
        (board, out) -> {
          Stats stats = Stats.of(board, now - DAY_MS, now, now);
          if (mini) {
            mini(call, out, stats);
          } else {
            full(call, out, stats, board);
          }
        });
  }

  private String window(Call call) {
    boolean mini = mini(call.params());
    long now = call.nowMs();
    long openMs = Span.M1.floorMs(now - windowMs(call.params()) + MINUTE_MS - 1);
    some(call.params());
    return each(call, (board, out) -> some(call, out, Stats.of(board, openMs, now, now), mini));
  }

  private String today(Call call) {
    boolean mini = mini(call.params());
    long openMs = Span.D1.floorMs(call.nowMs());
    some(call.params());
    call.params().text("timeZone");
    return each(
        call,
        (board, out) ->
            some(call, out, Stats.of(board, openMs, openMs + DAY_MS - 1, call.nowMs()), mini));
  }

  /** These calls are never about all symbols. */
  private static void some(Params params) {
    if (!params.has("symbol") && !params.has("symbols")) {
      throw Refused.missing("symbol");
    }
  }

  private static long windowMs(Params params) {
    Matcher window = WINDOW.matcher(params.text("windowSize").orElse("1d"));
    if (!window.matches()) {
      throw Refused.invalid("windowSize");
    }
    long count = Long.parseLong(window.group(1));
    char unit = window.group(2).charAt(0);
    long most = unit == 'm' ? 59 : unit == 'h' ? 23 : 7;
    if (count > most) {
      throw Refused.invalid("windowSize");
    }
    return count * (unit == 'm' ? MINUTE_MS : unit == 'h' ? 60 * MINUTE_MS : DAY_MS);
  }

  private static void some(Call call, Json out, Stats stats, boolean mini) {
    if (mini) {
      mini(call, out, stats);
      return;
    }
    Listing listing = stats.listing();
    changes(out.open(), stats);
    out.price("openPrice", listing, stats.bar().open());
    out.price("highPrice", listing, stats.bar().high());
    out.price("lowPrice", listing, stats.bar().low());
    out.price("lastPrice", listing, stats.bar().close());
    totals(call, out, stats);
  }

  private static void mini(Call call, Json out, Stats stats) {
    Listing listing = stats.listing();
    out.open().text("symbol", listing.name());
    out.price("openPrice", listing, stats.bar().open());
    out.price("highPrice", listing, stats.bar().high());
    out.price("lowPrice", listing, stats.bar().low());
    out.price("lastPrice", listing, stats.bar().close());
    totals(call, out, stats);
  }

  private void full(Call call, Json out, Stats stats, Board board) {
    Listing listing = stats.listing();
    changes(out.open(), stats);
    if (spot) {
      out.price("prevClosePrice", listing, stats.beforeTicks());
    }
    out.price("lastPrice", listing, stats.bar().close());
    out.qty("lastQty", listing, stats.lastSteps());
    if (spot) {
      board.show(call.nowMs());
      best(out, board);
    }
    out.price("openPrice", listing, stats.bar().open());
    out.price("highPrice", listing, stats.bar().high());
    out.price("lowPrice", listing, stats.bar().low());
    totals(call, out, stats);
  }

  private static void changes(Json out, Stats stats) {
    Listing listing = stats.listing();
    out.text("symbol", listing.name()).price("priceChange", listing, stats.change());
    out.decimal("priceChangePercent", stats.percentE8(), 3);
    out.decimal("weightedAvgPrice", stats.meanE8(), listing.priceDecimals());
  }

  private static void totals(Call call, Json out, Stats stats) {
    Listing listing = stats.listing();
    out.qty("volume", listing, stats.bar().steps());
    out.amount("quoteVolume", listing, stats.bar().amount());
    out.number("openTime", call.time(stats.openMs()));
    out.number("closeTime", call.time(stats.closeMs()));
    out.number("firstId", stats.bar().firstId()).number("lastId", stats.bar().lastId());
    out.number("count", stats.bar().trades()).close();
  }

  private static void best(Json out, Board board) {
    quote(out, "bid", board, board.bids());
    quote(out, "ask", board, board.asks());
  }

  private static void quote(Json out, String side, Board board, Depth depth) {
    boolean some = depth.count() > 0;
    out.price(side + "Price", board.listing(), some ? depth.ticks(0) : 0);
    out.qty(side + "Qty", board.listing(), some ? depth.steps(0) : 0);
  }

  private String price(Call call) {
    long now = call.nowMs();
    return each(
        call,
        (board, out) -> {
          long ticks = board.tape().lastTicks(now).orElse(0);
          out.open().text("symbol", board.name()).price("price", board.listing(), ticks);
          (spot ? out : out.number("time", now)).close();
        });
  }

  private String book(Call call) {
    return each(
        call,
        (board, out) -> {
          board.show(call.nowMs());
          out.open();
          (spot ? out : out.number("lastUpdateId", board.snapshotId()))
              .text("symbol", board.name());
          best(out, board);
          (spot ? out : out.number("time", board.shownMs())).close();
        });
  }

  private String average(Call call) {
    Board board = boards.named(call.params());
    boards.done(call);
    long now = call.nowMs();
    Json out = new Json().open().number("mins", AVERAGE_MINUTES);
    out.decimal("price", averageE8(board, now), board.listing().priceDecimals());
    long last = board.tape().newestId(now).orElse(0);
    long timeMs = last == 0 ? now : board.tape().fromId(last, 1, now).getFirst().timeMs();
    return out.number("closeTime", call.time(timeMs)).close().toString();
  }

  /** Mean price of the newest five minutes, the running one included. */
  static long averageE8(Board board, long nowMs) {
    long from = Span.M1.floorMs(nowMs) - (AVERAGE_MINUTES - 1) * MINUTE_MS;
    return board.tape().bar(from, nowMs + 1, nowMs).meanE8(board.listing());
  }
}
