import { ref, type Ref } from 'vue'

/**
 * Market time, as the server's heartbeat tells it: a simulated venue may run in the past or faster than the wall. Between
 * two beats it runs on by itself; a late beat does not set the display back by a second.
 */
export class MarketClock {
  /** Market time in whole seconds, for everything on the page that counts. */
  readonly nowMs: Ref<number> = ref(0)
  readonly speed: Ref<number> = ref(1)
  private marketMs = 0
  private atMs = 0

  constructor(private readonly wallMs: () => number = () => performance.now()) {}

  sync(marketMs: number, speed: number): void {
    this.marketMs = marketMs
    this.atMs = this.wallMs()
    this.speed.value = speed
    this.tick()
  }

  /** Market time now, 0 while unknown. */
  read(): number {
    return this.marketMs ? this.marketMs + (this.wallMs() - this.atMs) * this.speed.value : 0
  }

  tick(): void {
    const second = Math.floor(this.read() / 1000) * 1000
    const back = this.nowMs.value - second
    if (back > 0 && back <= 1000 * this.speed.value) return
    this.nowMs.value = second
  }

  /** How long ago in real time a market event was. */
  realAge(marketMs: number): number {
    return (this.nowMs.value - marketMs) / (this.speed.value || 1)
  }
}
