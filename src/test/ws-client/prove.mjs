// An independent client of the public WebSocket protocol, written from its description.
//
//   node prove.mjs < {"url": "http://…", "sim": "http://…/__sim", "tokens": {"viewer": "…", "trader": "…"}}
//
// Prints one JSON line {ok, checks, failures, figures}; exits 0 or 1. Tokens come by the input, so that
// no list of processes shows them.
import { text } from 'node:stream/consumers'
import { Door } from './door.mjs'
import { gate, statusPush } from './gate.mjs'
import { limits, slowReaders } from './limits.mjs'
import { close, figure, part } from './report.mjs'
import { requests } from './requests.mjs'
import { Socket } from './socket.mjs'
import { streams } from './streams.mjs'

const door = new Door(JSON.parse(await text(process.stdin)))
const began = Date.now()

async function onItsOwnSocket(body) {
  const socket = await Socket.open(door.socketUrl('/ws/market', await door.ticket(door.tokens.viewer)))
  await body(socket, door, door.tokens.viewer)
  await socket.close()
}

await Promise.all([
  part('requests', () => onItsOwnSocket(requests)),
  part('streams', () => onItsOwnSocket(streams)),
  part('status pushes', () => statusPush(door)),
  part('the gate', () => gate(door)),
  part('limits', () => limits(door)),
  part('slow readers', () => slowReaders(door)),
])
figure('seconds', Math.round((Date.now() - began) / 100) / 10)
process.exit(close())
