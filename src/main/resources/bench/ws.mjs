// The yardstick of the exchange's streams: node's ws sends given frames to whoever connects.
// Arguments: a folder with node_modules, a file with one frame a line. Obeys lines on stdin:
// "rate N" sends N frames a second to every client, "cpu" says what processor time it took.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'

const [folder, file] = process.argv.slice(2)
const { WebSocketServer } = createRequire(`${folder}/`)('ws')
const frames = readFileSync(file, 'utf8').trimEnd().split('\n').map((text) => Buffer.from(text))
const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false })

let rate = 0
let sent = 0
let beganMs = 0

function turn() {
  const due = ((performance.now() - beganMs) * rate) / 1000
  for (; sent < due; sent++) {
    const frame = frames[sent % frames.length]
    for (const client of server.clients) {
      client.send(frame, { binary: false })
    }
  }
}

function say(answer) {
  process.stdout.write(`${JSON.stringify(answer)}\n`)
}

server.on('listening', () => {
  say({ port: server.address().port })
  setInterval(turn, 5)
})

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const [word, value] = line.split(' ')
    if (word === 'rate') {
      rate = Number(value)
      sent = 0
      beganMs = performance.now()
      say({})
    } else {
      const { user, system } = process.cpuUsage()
      say({ micros: user + system })
    }
  })
  .on('close', () => process.exit(0))
