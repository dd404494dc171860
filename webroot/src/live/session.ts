import { inject, onScopeDispose, shallowRef, watch, type InjectionKey, type Ref, type ShallowRef } from 'vue'
import { offers, onRenewed, ticket } from '../account/account'
import { asProblem, getJson, type Problem } from './api'
import { Bridge, bridgeUrl, HEARTBEAT } from './bridge'
import { MarketClock } from './clock'
import { feed, type Feed, type FeedOptions } from './feed'
import { Heard } from './heard'
import { paced } from './pace'
import type { ClosedTrade, Items, Mode, Paper, PaperStats, Position, Rate, Risk, Signal, Status } from './types'
import type { TapeMeta, TapeTrade } from './types'

/** Everything live that the page shows, over one socket. */
export interface Session {
  bridge: Bridge
  clock: MarketClock
  mode: ShallowRef<Mode | undefined>
  modeProblem: ShallowRef<Problem | null>
  /** Milliseconds to the server and back, null while unknown. */
  roundTripMs: Ref<number | null>
  rates: Feed<Items<Rate>>
  signals: Feed<Items<Signal>>
  /** The newest decisions that nothing spoke against, newest first. */
  recent: ShallowRef<Signal[]>
  paper: Feed<Paper>
  tape: Feed<Items<TapeTrade>>
  status: Feed<Status>
  risk: Feed<Risk>
  meta: ShallowRef<TapeMeta[]>
  equityCurve: ShallowRef<number[]>
  /** Real milliseconds since the last sign of life: the age of what changes only now and then. */
  silenceMs(): number
  beatMs: Ref<number>
  loadMode(): Promise<void>
}

const KEY: InjectionKey<Session> = Symbol('session')
export const sessionKey = KEY

export function useSession(): Session {
  const session = inject(KEY)
  if (!session) throw new Error('No session was provided: mount the page inside the app shell.')
  return session
}

const CLOCK_MS = 200
const ROUND_TRIP_MS = 10_000
const HIDDEN_MS = 30_000
const META_MS = 60_000
const MODE_RETRY_MS = 3_000
const MOST_RECENT = 12
const RECENT_MS = 5_000

export const isSignal = (decision: Signal): boolean => decision.withheld.length === 0 && decision.direction !== null
const signalKey = ({ symbol, strategy, t }: Signal): string => `${symbol}/${strategy}/${t}`

export function openSession(): Session {
  const bridge = new Bridge({ url: async () => bridgeUrl(location, await ticket()) })
  const clock = new MarketClock()
  const equityCurve = shallowRef<number[]>([])
  const session: Session = {
    bridge,
    clock,
    equityCurve,
    beatMs: shallowRef(0),
    silenceMs: () => (session.beatMs.value ? clock.realAge(session.beatMs.value) : 0),
    mode: shallowRef<Mode>(),
    modeProblem: shallowRef<Problem | null>(null),
    roundTripMs: shallowRef<number | null>(null),
    meta: shallowRef<TapeMeta[]>([]),
    recent: shallowRef<Signal[]>([]),
    rates: feed(bridge, { address: 'ui.rates', snapshot: () => getJson<Items<Rate>>('/api/rates'), tick: true }),
    signals: feed(bridge, { address: 'ui.signals', snapshot: newestSignals }),
    paper: feed(bridge, { address: 'ui.paper', snapshot: () => paperBook(equityCurve) }),
    tape: feed<Items<TapeTrade>>(bridge, { address: 'ui.tape', tick: true }),
    status: feed<Status>(bridge, { address: 'ui.status' }),
    risk: feed<Risk>(bridge, served('/api/v1/risk', 'ui.risk')),
    loadMode: () => loadMode(session),
  }
  keepTime(session)
  keepRecent(session)
  keepCurrent(session)
  watchVisibility(bridge)
  void session.loadMode()
  for (const each of [session.rates, session.signals, session.paper, session.risk]) void each.load()
  bridge.connect()
  const leave = onRenewed(() => void bridge.renew())
  onScopeDispose(() => {
    leave()
    bridge.close()
  })
  return session
}

/** A topic and its snapshot, where the server's contract has them. */
function served<T>(path: string, address: string): FeedOptions<T> {
  return offers(path) ? { address, snapshot: () => getJson<T>(path) } : { address: null }
}

async function loadMode(session: Session): Promise<void> {
  try {
    const mode = await getJson<Mode>('/api/v1/mode')
    session.mode.value = mode
    session.modeProblem.value = null
    if (session.clock.read() === 0) session.clock.sync(mode.marketTime, mode.speed)
  } catch (error) {
    if (session.mode.value) return
    session.modeProblem.value = asProblem(error)
    setTimeout(() => void loadMode(session), MODE_RETRY_MS)
  }
}

/** The newest decision per symbol and strategy, from the newest page of the history. */
async function newestSignals(): Promise<Items<Signal>> {
  const history = await getJson<Items<Signal>>('/api/signals/history', { limit: 50 })
  const newest = new Map<string, Signal>()
  for (const item of history.items) {
    const key = `${item.symbol}/${item.strategy}`
    if (!newest.has(key)) newest.set(key, item)
  }
  return { items: [...newest.values()] }
}

async function paperBook(equityCurve: ShallowRef<number[]>): Promise<Paper> {
  const [positions, closed, stats] = await Promise.all([
    getJson<Items<Position>>('/api/paper/positions'),
    getJson<Items<ClosedTrade>>('/api/paper/history', { limit: 20 }),
    getJson<PaperStats>('/api/paper/stats'),
  ])
  equityCurve.value = (stats.equityCurve ?? []).map((point) => Number(point.equity))
  return { positions: positions.items, closed: closed.items, stats }
}

function keepTime(session: Session): void {
  const { bridge, clock } = session
  bridge.subscribe<{ speed?: number }>(HEARTBEAT, {
    message(beat) {
      clock.sync(beat.t, beat.speed ?? 1)
      session.beatMs.value = beat.t
    },
    resync: () => {
      void measureRoundTrip(session)
      void loadMeta(session)
    },
  })
  const clockTimer = setInterval(() => clock.tick(), CLOCK_MS)
  const roundTripTimer = setInterval(() => void measureRoundTrip(session), ROUND_TRIP_MS)
  onScopeDispose(() => {
    clearInterval(clockTimer)
    clearInterval(roundTripTimer)
  })
}

/** The bridge answers no ping, so the way to the server and back is measured on the health probe. */
async function measureRoundTrip(session: Session): Promise<void> {
  if (session.bridge.status.state !== 'live' || document.hidden) return
  const startMs = performance.now()
  try {
    await getJson('/api/health')
    session.roundTripMs.value = Math.max(1, Math.round(performance.now() - startMs))
  } catch {
    session.roundTripMs.value = null
  }
}

/** What no topic carries is read again when a topic says that it changed: the equity curve, the extent of the tape. */
function keepCurrent(session: Session): void {
  const { paper, status } = session
  watch(
    () => paper.value.value?.stats.total,
    (total, before) => {
      if (before !== undefined && total !== before) void paper.load()
    },
  )
  watch(
    () => status.value.value?.symbols.map((each) => each.phase).join(),
    () => void loadMeta(session),
  )
  const timer = setInterval(() => void loadMeta(session), META_MS)
  onScopeDispose(() => clearInterval(timer))
}

/** Signals are few: the page starts with those on record and adds each as it is decided. */
function keepRecent({ bridge, signals, recent }: Session): void {
  const add = (fresh: Signal[]): void => {
    const known = new Map([...recent.value, ...fresh.filter(isSignal)].map((each) => [signalKey(each), each]))
    recent.value = [...known.values()].sort((a, b) => b.t - a.t).slice(0, MOST_RECENT)
  }
  const load = async (): Promise<void> => {
    try {
      add((await getJson<Items<Signal>>('/api/signals/history', { limit: MOST_RECENT, tradeable: true })).items)
    } catch {
      // The list is an extra: the card itself reports when the history cannot be read.
    }
  }
  const heard = new Heard()
  const reading = paced(() => void load(), RECENT_MS)
  watch(signals.value, (latest) => {
    const items = latest?.items ?? []
    add(items)
    if (heard.note(items) !== null) reading.request()
  })
  onScopeDispose(reading.stop)
  bridge.subscribe(HEARTBEAT, { message: () => {}, resync: () => void load() })
}

async function loadMeta(session: Session): Promise<void> {
  if (session.bridge.status.state !== 'live' || document.hidden) return
  try {
    session.meta.value = (await getJson<Items<TapeMeta>>('/api/trades/meta')).items
  } catch {
    session.meta.value = []
  }
}

function watchVisibility(bridge: Bridge): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const onChange = (): void => {
    clearTimeout(timer)
    if (document.hidden) timer = setTimeout(() => bridge.pauseTicks(true), HIDDEN_MS)
    else bridge.pauseTicks(false)
  }
  const online = (): void => bridge.retryNow()
  document.addEventListener('visibilitychange', onChange)
  window.addEventListener('online', online)
  onScopeDispose(() => {
    document.removeEventListener('visibilitychange', onChange)
    window.removeEventListener('online', online)
  })
}
