import { shallowReactive } from 'vue'

export type BridgeState = 'connecting' | 'live' | 'lost'

export interface BridgeStatus {
  state: BridgeState
  /** True once the bridge has been live: from then on a break is a loss, not a start. */
  everLive: boolean
  /** `Date.now()` of the next attempt while lost. */
  retryAtMs: number
  /** True when the server let the last socket go because this person has too many of them. */
  crowded: boolean
}

export interface Body {
  seq: number
  t: number
}

export interface Listener<T> {
  message(body: T & Body): void
  /** Messages were missed, or the connection is new: what is known must be read again. */
  resync(): void
}

interface Subscription {
  listeners: Set<Listener<never>>
  seq: number | null
  tick: boolean
}

/** The part of `WebSocket` that the bridge uses, so that a test can hand in its own. */
export interface Socket {
  binaryType: BinaryType
  onopen: ((event: Event) => void) | null
  onmessage: ((event: MessageEvent) => void) | null
  onclose: ((event: CloseEvent) => void) | null
  send(data: string): void
  close(): void
}

export interface BridgeOptions {
  /** Where to connect; asked anew for each attempt, as a ticket in it holds for one. */
  url: () => string | Promise<string>
  open?: (url: string) => Socket
  random?: () => number
}

export const HEARTBEAT = 'ui.heartbeat'
const SILENCE_MS = 3_000
const CONNECT_MS = 8_000
const PING_MS = 5_000
const FIRST_RETRY_MS = 500
const LONGEST_RETRY_MS = 15_000
const POLICY = 1008

/**
 * Client of the event-bus bridge over a plain WebSocket. The bridge answers no ping and does not confirm a
 * registration, so life is proved by the heartbeat topic alone: it is registered last, and its first frame says that
 * every registration before it stands. Three silent seconds count as a broken line.
 */
export class Bridge {
  readonly status: BridgeStatus = shallowReactive({
    state: 'connecting',
    everLive: false,
    retryAtMs: 0,
    crowded: false,
  })
  private readonly subscriptions = new Map<string, Subscription>()
  private readonly decoder = new TextDecoder()
  private readonly open: (url: string) => Socket
  private readonly random: () => number
  private socket: Socket | null = null
  private opened = false
  private paused = false
  /** Failed attempts in a row, for the length of the pause. */
  private attempt = 0
  /** All attempts ever: tells an answer that comes too late. */
  private attempts = 0
  private asking = false
  /** The socket that will follow, until its first heartbeat. */
  private coming: Socket | null = null
  private retryTimer: ReturnType<typeof setTimeout> | undefined
  private silenceTimer: ReturnType<typeof setTimeout> | undefined
  private pingTimer: ReturnType<typeof setInterval> | undefined

  constructor(private readonly options: BridgeOptions) {
    this.open = options.open ?? ((url) => new WebSocket(url))
    this.random = options.random ?? Math.random
    this.subscriptions.set(HEARTBEAT, { listeners: new Set(), seq: null, tick: false })
  }

  connect(): void {
    clearTimeout(this.retryTimer)
    const attempt = ++this.attempts
    const address = this.address()
    if (typeof address === 'string') return this.dial(address)
    this.asking = true
    address
      .then((url) => attempt === this.attempts && this.dial(url))
      .catch(() => attempt === this.attempts && this.onLost(null))
  }

  /** Ends for good: no retry, no timer, no socket. */
  close(): void {
    this.attempts++
    this.drop()
    clearTimeout(this.retryTimer)
  }

  /**
   * Moves to a fresh socket while the old one still speaks: a socket lives as long as the login behind its ticket. What
   * comes of it is silent; if it fails, the old socket goes on as long as it is let.
   */
  async renew(): Promise<void> {
    if (this.status.state !== 'live' || this.coming) return
    const attempt = this.attempts
    try {
      const url = await this.options.url()
      if (attempt !== this.attempts || this.coming) return
      const next = this.open(url)
      this.coming = next
      next.binaryType = 'arraybuffer'
      next.onopen = () => this.register(next)
      next.onmessage = (event) => this.parse(event.data)?.address === HEARTBEAT && this.moveTo(next)
      next.onclose = () => this.forgetComing(next)
    } catch {
      this.coming = null
    }
  }

  private moveTo(next: Socket): void {
    if (next !== this.coming) return
    this.coming = null
    this.drop()
    this.socket = next
    this.opened = true
    next.onmessage = (event) => this.onFrame(next, event)
    next.onclose = (event) => this.onClosed(next, event)
    this.keepAlive()
    this.expectLifeWithin(SILENCE_MS)
    for (const subscription of this.subscriptions.values()) {
      subscription.seq = null
      resync(subscription)
    }
  }

  private forgetComing(next: Socket | null): void {
    if (!this.coming || next !== this.coming) return
    this.coming.onopen = this.coming.onmessage = this.coming.onclose = null
    this.coming.close()
    this.coming = null
  }

  private address(): string | Promise<string> {
    try {
      return this.options.url()
    } catch (error) {
      return Promise.reject(error as Error)
    }
  }

  private dial(url: string): void {
    this.asking = false
    try {
      const socket = this.open(url)
      socket.binaryType = 'arraybuffer'
      socket.onopen = () => this.onOpen(socket)
      socket.onmessage = (event) => this.onFrame(socket, event)
      socket.onclose = (event) => this.onClosed(socket, event)
      this.socket = socket
      this.expectLifeWithin(CONNECT_MS)
    } catch {
      this.onLost(null)
    }
  }

  /** Skips the waiting time of the current retry. */
  retryNow(): void {
    if (this.status.state === 'live' || this.socket || this.asking) return
    this.connect()
  }

  /** `tick` feeds are given up while nobody looks, see `pauseTicks`. */
  subscribe<T>(address: string, listener: Listener<T>, tick = false): () => void {
    let subscription = this.subscriptions.get(address)
    if (!subscription) {
      subscription = { listeners: new Set(), seq: null, tick }
      this.subscriptions.set(address, subscription)
      if (!(tick && this.paused)) this.tell('register', address)
    }
    const entry = listener as Listener<never>
    subscription.listeners.add(entry)
    return () => this.unsubscribe(address, entry)
  }

  /** Gives up the tick feeds while the page is hidden and takes them up again, with a resync, when it is seen. */
  pauseTicks(paused: boolean): void {
    if (paused === this.paused) return
    this.paused = paused
    for (const [address, subscription] of this.subscriptions) {
      if (!subscription.tick) continue
      subscription.seq = null
      this.tell(paused ? 'unregister' : 'register', address)
      if (!paused && this.status.state === 'live') resync(subscription)
    }
  }

  private unsubscribe(address: string, listener: Listener<never>): void {
    const subscription = this.subscriptions.get(address)
    if (!subscription?.listeners.delete(listener) || subscription.listeners.size > 0) return
    if (address === HEARTBEAT) return
    this.subscriptions.delete(address)
    this.tell('unregister', address)
  }

  private tell(type: 'register' | 'unregister' | 'ping', address?: string): void {
    if (this.socket && this.opened)
      this.socket.send(JSON.stringify(address ? { type, address, headers: {} } : { type }))
  }

  private onOpen(socket: Socket): void {
    if (socket !== this.socket) return
    this.opened = true
    this.register(socket)
    this.keepAlive()
  }

  private register(socket: Socket): void {
    const say = (address: string): void => socket.send(JSON.stringify({ type: 'register', address, headers: {} }))
    for (const [address, subscription] of this.subscriptions) {
      subscription.seq = null
      if (address !== HEARTBEAT && !(subscription.tick && this.paused)) say(address)
    }
    say(HEARTBEAT)
  }

  private keepAlive(): void {
    clearInterval(this.pingTimer)
    this.pingTimer = setInterval(() => this.tell('ping'), PING_MS)
  }

  private onFrame(socket: Socket, event: MessageEvent): void {
    if (socket !== this.socket) return
    const frame = this.parse(event.data)
    if (frame?.type !== 'rec' || !frame.address || !frame.body) return
    this.expectLifeWithin(SILENCE_MS)
    if (frame.address === HEARTBEAT && this.status.state !== 'live') this.onAlive()
    const subscription = this.subscriptions.get(frame.address)
    if (subscription) this.deliver(subscription, frame.body)
  }

  private parse(data: unknown): { type: string; address?: string; body?: Body } | null {
    try {
      return JSON.parse(typeof data === 'string' ? data : this.decoder.decode(data as ArrayBuffer))
    } catch {
      return null
    }
  }

  private deliver(subscription: Subscription, body: Body): void {
    const missed = subscription.seq !== null && body.seq !== subscription.seq + 1
    subscription.seq = body.seq
    for (const listener of subscription.listeners) listener.message(body as never)
    if (missed) resync(subscription)
  }

  private onAlive(): void {
    this.attempt = 0
    this.status.state = 'live'
    this.status.everLive = true
    this.status.crowded = false
    for (const subscription of this.subscriptions.values()) resync(subscription)
  }

  private expectLifeWithin(ms: number): void {
    clearTimeout(this.silenceTimer)
    this.silenceTimer = setTimeout(() => this.onLost(this.socket), ms)
  }

  private onClosed(socket: Socket, event: CloseEvent): void {
    if (socket !== this.socket) return
    this.status.crowded = event.code === POLICY && event.reason.startsWith('too many sockets')
    this.onLost(socket)
  }

  private onLost(socket: Socket | null): void {
    if (socket !== this.socket) return
    this.drop()
    this.retryLater()
  }

  private drop(): void {
    const { socket } = this
    this.forgetComing(this.coming)
    this.socket = null
    this.opened = false
    this.asking = false
    clearTimeout(this.silenceTimer)
    clearInterval(this.pingTimer)
    if (!socket) return
    socket.onopen = socket.onmessage = socket.onclose = null
    socket.close()
  }

  private retryLater(): void {
    const ceilingMs = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.attempt)
    const delayMs = Math.max(FIRST_RETRY_MS, ceilingMs * (0.5 + this.random() / 2))
    this.attempt = Math.min(this.attempt + 1, 10)
    this.status.state = 'lost'
    this.status.retryAtMs = Date.now() + delayMs
    clearTimeout(this.retryTimer)
    this.retryTimer = setTimeout(() => this.connect(), delayMs)
  }
}

function resync(subscription: Subscription): void {
  for (const listener of subscription.listeners) listener.resync()
}

/** The bridge's address on the server that served the page, with a one-use ticket where one is needed. */
export function bridgeUrl(location: Location, ticket: string | null): string {
  const query = ticket === null ? '' : `?ticket=${encodeURIComponent(ticket)}`
  return `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/eventbus/websocket${query}`
}
