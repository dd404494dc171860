package io.tapeloom.bus;

import io.tapeloom.kernel.Health;
import io.tapeloom.kernel.Instrument;
import io.tapeloom.ledger.CycleChanged;
import io.tapeloom.ledger.LedgerEvent;
import io.tapeloom.risk.RiskState;
import java.util.List;

/** One codec per message family; a family's wire form is a tag byte and its fields in order. */
final class Codecs {
  private Codecs() {}

  static List<RecordCodec<?>> all() {
    return List.of(
        new RecordCodec<>("market", MarketWire::write, MarketWire::read),
        new RecordCodec<>("signal", SignalWire::write, SignalWire::read),
        new RecordCodec<>("ledger", Codecs::writeLedger, Codecs::readLedger),
        new RecordCodec<>("risk", Codecs::writeRisk, Codecs::readRisk),
        new RecordCodec<>("health", Codecs::writeHealth, Codecs::readHealth));
  }

  static Instrument readInstrument(WireReader in) {
    return Instrument.parse(in.readString());
  }

  private static void writeLedger(WireWriter out, LedgerEvent event) {
    switch (event) {
      case CycleChanged changed ->
          out.tag(1)
              .string(changed.instrument().toString())
              .int64(changed.cycleId())
              .string(changed.account())
              .string(changed.state())
              .int64(changed.timeMs());
    }
  }

  private static LedgerEvent readLedger(WireReader in) {
    return switch (in.readByte()) {
      case 1 ->
          new CycleChanged(
              readInstrument(in), in.readLong(), in.readString(), in.readString(), in.readLong());
      default -> throw new IllegalArgumentException("ledger message: unknown tag");
    };
  }

  private static void writeRisk(WireWriter out, RiskState state) {
    out.tag(state.status().ordinal()).string(state.reason()).int64(state.timeMs());
  }

  private static RiskState readRisk(WireReader in) {
    return new RiskState(RiskState.Status.values()[in.readByte()], in.readString(), in.readLong());
  }

  private static void writeHealth(WireWriter out, Health health) {
    out.tag(health.status().ordinal()).string(health.part()).string(health.note());
  }

  private static Health readHealth(WireReader in) {
    Health.Status status = Health.Status.values()[in.readByte()];
    return new Health(in.readString(), status, in.readString());
  }
}
