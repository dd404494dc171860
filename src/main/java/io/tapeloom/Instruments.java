package io.tapeloom;

import io.tapeloom.kernel.Instrument;
import io.tapeloom.market.InstrumentSpec;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Tuple;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The instruments of this run with their rows: ids never change once they are given. */
record Instruments(Map<Instrument, InstrumentSpec> specs, Map<Instrument, Short> ids) {
  static final String UPSERT =
      """
      INSERT INTO instrument (id, market, symbol, tick_e8, step_e8)
      SELECT COALESCE(max(id), 0) + 1, $1, $2, $3, $4 FROM instrument
      ON CONFLICT (market, symbol)
        DO UPDATE SET tick_e8 = EXCLUDED.tick_e8, step_e8 = EXCLUDED.step_e8
      RETURNING id
      """;

  Instruments {
    specs = Collections.unmodifiableMap(new LinkedHashMap<>(specs));
    ids = Collections.unmodifiableMap(new LinkedHashMap<>(ids));
  }

  /** Writes the rules of each instrument; new ones get the next id. */
  static Future<Instruments> store(Pool pool, List<InstrumentSpec> rules) {
    Map<Instrument, InstrumentSpec> specs = new LinkedHashMap<>();
    Map<Instrument, Short> ids = new LinkedHashMap<>();
    Future<Void> chain = Future.succeededFuture();
    for (InstrumentSpec spec : rules) {
      specs.put(spec.instrument(), spec);
      chain = chain.compose(_ -> upsert(pool, spec).onSuccess(id -> put(ids, spec, id)).mapEmpty());
    }
    return chain.map(_ -> new Instruments(specs, ids));
  }

  private static void put(Map<Instrument, Short> ids, InstrumentSpec spec, short id) {
    ids.put(spec.instrument(), id);
  }

  private static Future<Short> upsert(Pool pool, InstrumentSpec spec) {
    Instrument instrument = spec.instrument();
    return pool.preparedQuery(UPSERT)
        .execute(
            Tuple.of(
                instrument.market().code(),
                instrument.symbol().name(),
                spec.tickE8(),
                spec.stepE8()))
        .map(rows -> rows.iterator().next().getShort(0));
  }

  List<Instrument> all() {
    return List.copyOf(specs.keySet());
  }
}
