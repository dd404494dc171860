import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Bridge, HEARTBEAT, type Body, type Socket } from '../src/live/bridge'

/** The server's side of a socket: what the client said, and frames to answer with, binary as the real bridge sends them. */
class FakeSocket implements Socket {
  binaryType: BinaryType = 'blob'
  onopen: ((event: Event) => void) | null = null
  onmessage: ((event: MessageEvent) => void) | null = null
  onclose: ((event: CloseEvent) => void) | null = null
  said: { type: string; address?: string }[] = []
  closed = false

  send(data: string): void {
    this.said.push(JSON.parse(data))
  }
  close(): void {
    this.closed = true
  }
  accept(): void {
    this.onopen?.(new Event('open'))
  }
  publish(address: string, body: Body & Record<string, unknown>): void {
    const data = new TextEncoder().encode(JSON.stringify({ type: 'rec', address, body })).buffer
    this.onmessage?.(new MessageEvent('message', { data }))
  }
  beat(seq = 1): void {
    this.publish(HEARTBEAT, { seq, t: 1000 * seq, speed: 1 })
  }
  drop(code = 1006, reason = ''): void {
    this.onclose?.(new CloseEvent('close', { code, reason }))
  }
}

let sockets: FakeSocket[]
let bridge: Bridge
const latest = (): FakeSocket => sockets.at(-1)!
const addresses = (type: string): unknown[] =>
  latest()
    .said.filter((each) => each.type === type)
    .map((each) => each.address)

beforeEach(() => {
  vi.useFakeTimers()
  sockets = []
  bridge = new Bridge({
    url: () => 'ws://here/eventbus/websocket',
    random: () => 1,
    open: () => {
      sockets.push(new FakeSocket())
      return latest()
    },
  })
})
afterEach(() => vi.useRealTimers())

function listen(address: string, tick = false) {
  const heard: number[] = []
  const resync = vi.fn()
  const leave = bridge.subscribe(address, { message: (body: Body) => heard.push(body.seq), resync }, tick)
  return { heard, resync, leave }
}

describe('Bridge', () => {
  it('registers the heartbeat last and is live with its first frame', () => {
    const { resync } = listen('ui.rates')
    bridge.connect()
    latest().accept()
    expect(latest().binaryType).toBe('arraybuffer')
    expect(addresses('register')).toEqual(['ui.rates', HEARTBEAT])
    expect(bridge.status.state).toBe('connecting')
    latest().beat()
    expect(bridge.status.state).toBe('live')
    expect(resync).toHaveBeenCalledTimes(1)
  })

  it('hands on bodies in order and asks for a resync when the sequence jumps', () => {
    const { heard, resync } = listen('ui.rates')
    bridge.connect()
    latest().accept()
    latest().beat()
    resync.mockClear()
    for (const seq of [7, 8, 9]) latest().publish('ui.rates', { seq, t: 0 })
    expect(resync).not.toHaveBeenCalled()
    latest().publish('ui.rates', { seq: 12, t: 0 })
    expect(resync).toHaveBeenCalledTimes(1)
    expect(heard).toEqual([7, 8, 9, 12])
  })

  it('takes three silent seconds for a broken line and comes back by itself', () => {
    const { resync } = listen('ui.rates')
    bridge.connect()
    latest().accept()
    latest().beat()
    vi.advanceTimersByTime(2_900)
    expect(bridge.status.state).toBe('live')
    vi.advanceTimersByTime(200)
    expect(bridge.status.state).toBe('lost')
    expect(latest().closed).toBe(true)
    vi.advanceTimersByTime(500)
    expect(sockets).toHaveLength(2)
    latest().accept()
    latest().beat(40)
    expect(bridge.status.state).toBe('live')
    expect(addresses('register')).toEqual(['ui.rates', HEARTBEAT])
    expect(resync).toHaveBeenCalledTimes(2)
  })

  it('waits longer after each failure, at most 15 s, and never gives up', () => {
    bridge.connect()
    const waits: number[] = []
    for (let i = 0; i < 9; i++) {
      latest().drop()
      waits.push(bridge.status.retryAtMs - Date.now())
      vi.advanceTimersByTime(waits.at(-1)!)
      expect(sockets).toHaveLength(i + 2)
    }
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000, 15_000])
  })

  it('knows that it was let go because this person has too many sockets, until it is live again', () => {
    bridge.connect()
    latest().accept()
    latest().drop(1008, 'too many sockets: close one of those you have open')
    expect(bridge.status).toMatchObject({ state: 'lost', crowded: true })
    bridge.retryNow()
    latest().accept()
    latest().beat()
    expect(bridge.status).toMatchObject({ state: 'live', crowded: false })
    latest().drop(1008, 'access has ended')
    expect(bridge.status).toMatchObject({ state: 'lost', crowded: false })
  })

  it('retries at once when asked and starts again with short waits after it was live', () => {
    bridge.connect()
    for (let i = 0; i < 4; i++) {
      latest().drop()
      bridge.retryNow()
    }
    latest().accept()
    latest().beat()
    latest().drop()
    expect(bridge.status.retryAtMs - Date.now()).toBe(500)
  })

  it('survives a socket that cannot even be made', () => {
    const broken = new Bridge({
      url: () => '',
      open: () => {
        throw new Error('refused')
      },
    })
    broken.connect()
    expect(broken.status.state).toBe('lost')
  })

  it('hears nothing from a socket it has given up', () => {
    const { heard } = listen('ui.rates')
    bridge.connect()
    const old = latest()
    old.accept()
    old.beat()
    const { onmessage } = old
    vi.advanceTimersByTime(3_000)
    onmessage!(
      new MessageEvent('message', { data: JSON.stringify({ type: 'rec', address: 'ui.rates', body: { seq: 1 } }) }),
    )
    expect(heard).toEqual([])
  })

  it('pings within the time the server allows and ignores what is no message', () => {
    bridge.connect()
    latest().accept()
    for (let second = 1; second <= 11; second++) {
      latest().beat(second)
      vi.advanceTimersByTime(1000)
    }
    expect(latest().said.filter((each) => each.type === 'ping')).toHaveLength(2)
    latest().onmessage!(new MessageEvent('message', { data: '{"type":"err","body":"access_denied"}' }))
    latest().onmessage!(new MessageEvent('message', { data: 'no json' }))
    expect(bridge.status.state).toBe('live')
  })

  it('unregisters an address with its last listener', () => {
    const one = listen('ui.tape')
    const two = listen('ui.tape')
    bridge.connect()
    latest().accept()
    latest().beat()
    one.leave()
    expect(addresses('unregister')).toEqual([])
    two.leave()
    two.leave()
    expect(addresses('unregister')).toEqual(['ui.tape'])
  })

  it('gives up tick feeds while hidden and reads them again on return', () => {
    const tape = listen('ui.tape', true)
    const paper = listen('ui.paper')
    bridge.connect()
    latest().accept()
    latest().beat()
    bridge.pauseTicks(true)
    expect(addresses('unregister')).toEqual(['ui.tape'])
    bridge.pauseTicks(false)
    expect(addresses('register')).toEqual(['ui.tape', 'ui.paper', HEARTBEAT, 'ui.tape'])
    expect(tape.resync).toHaveBeenCalledTimes(2)
    expect(paper.resync).toHaveBeenCalledTimes(1)
  })
})

describe('a renewed login', () => {
  it('moves to a fresh socket at its first heartbeat, without a break and without a gap', async () => {
    const topic = listen('ui.rates')
    bridge.connect()
    const first = latest()
    first.accept()
    first.beat()
    first.publish('ui.rates', { seq: 5, t: 0 })
    await bridge.renew()
    const second = latest()
    expect(second).not.toBe(first)
    second.accept()
    expect(addresses('register')).toEqual(['ui.rates', HEARTBEAT])
    first.publish('ui.rates', { seq: 6, t: 0 })
    const resyncs = topic.resync.mock.calls.length
    second.beat()
    expect(first.closed).toBe(true)
    expect(bridge.status.state).toBe('live')
    expect(topic.resync).toHaveBeenCalledTimes(resyncs + 1)
    second.publish('ui.rates', { seq: 9, t: 0 })
    expect(topic.heard).toEqual([5, 6, 9])
    expect(topic.resync).toHaveBeenCalledTimes(resyncs + 1)
  })

  it('stays on the old socket when the fresh one fails', async () => {
    bridge.connect()
    const first = latest()
    first.accept()
    first.beat()
    await bridge.renew()
    latest().drop()
    expect(first.closed).toBe(false)
    expect(bridge.status.state).toBe('live')
    await bridge.renew()
    expect(sockets).toHaveLength(3)
  })

  it('does nothing while there is no connection to renew', async () => {
    await bridge.renew()
    expect(sockets).toHaveLength(0)
  })

  it('is given up when the bridge ends', async () => {
    bridge.connect()
    latest().accept()
    latest().beat()
    await bridge.renew()
    bridge.close()
    expect(sockets.every((each) => each.closed)).toBe(true)
    vi.advanceTimersByTime(60_000)
    expect(sockets).toHaveLength(2)
  })
})
