// Who gets in: one ticket for one socket, the role of the address, the origin of the page.
import { Socket } from './socket.mjs'
import { check, equal, figure, part } from './report.mjs'

const PATHS = ['/ws/market', '/ws/trading', '/ws/market/status']

export async function gate(door) {
  await part('nobody gets in without a ticket', () => nobody(door))
  await part('a ticket opens one socket', () => ticketOnce(door))
  await part('a program may send its token instead', () => bearer(door))
  await part('roles', () => roles(door))
  await part('origins', () => origins(door))
}

async function nobody(door) {
  for (const path of PATHS) {
    const attempts = ['', '?ticket=', '?ticket=x', `?ticket=${'A'.repeat(4_000)}`, "?ticket=' OR 1=1", '?access_token=x']
    for (const query of attempts) {
      equal(`${path}${query.slice(0, 30)}`, await door.upgradeStatus(path + query.replaceAll(' ', '%20')), 401)
    }
    equal(`${path} with an access token for a ticket`, await door.upgradeStatus(`${path}?ticket=${door.tokens.trader}`), 401)
    equal(`${path} with a forged token`, await door.upgradeStatus(path, { Authorization: 'Bearer eyJhbGciOiJub25lIn0.e30.' }), 401)
  }
}

async function ticketOnce(door) {
  const url = door.socketUrl('/ws/market', await door.ticket(door.tokens.viewer))
  const socket = await Socket.open(url)
  await socket.request('GET_SERVER_TIME', {}, 'SERVER_TIME_DATA')
  const ticket = new URL(url).search
  equal('the ticket again while the socket is open', await door.upgradeStatus(`/ws/market${ticket}`), 401)
  await socket.close()
  equal('the ticket again after the socket is closed', await door.upgradeStatus(`/ws/market${ticket}`), 401)
  const contested = await door.ticket(door.tokens.viewer)
  const answers = await Promise.all(Array.from({ length: 12 }, () => door.upgradeStatus(`/ws/market?ticket=${contested}`)))
  equal('one of twelve at once gets in', answers.sort(), [101, ...Array(11).fill(401)])
}

async function bearer(door) {
  const headers = { Authorization: `Bearer ${door.tokens.viewer}` }
  const socket = await Socket.open(door.socketUrl('/ws/market'), { headers })
  const time = await socket.request('GET_SERVER_TIME', {}, 'SERVER_TIME_DATA')
  check('it is served', time.serverTime > 0)
  await socket.close()
}

async function roles(door) {
  equal('a viewer on /ws/trading', await door.upgradeStatus(`/ws/trading?ticket=${await door.ticket(door.tokens.viewer)}`), 403)
  equal('a viewer with a token on /ws/trading', await door.upgradeStatus('/ws/trading', { Authorization: `Bearer ${door.tokens.viewer}` }), 403)
  const socket = await Socket.open(door.socketUrl('/ws/trading', await door.ticket(door.tokens.trader)))
  await socket.request('GET_SERVER_TIME', {}, 'SERVER_TIME_DATA')
  await socket.close()
}

async function origins(door) {
  const host = new URL(door.base).host
  for (const origin of ['https://evil.example', `http://${host}.evil.example`, 'null', `http://evil.example/?${host}`, `http://${host}@evil.example`]) {
    const status = await door.upgradeStatus(`/ws/market?ticket=${await door.ticket(door.tokens.viewer)}`, { Origin: origin })
    equal(`a page of ${origin}`, status, 403)
  }
  const own = await door.upgradeStatus(`/ws/market?ticket=${await door.ticket(door.tokens.viewer)}`, { Origin: `http://${host}` })
  equal('a page of our own', own, 101)
}

/** The server says by itself, every 5 s, how busy it is. */
export async function statusPush(door) {
  const began = Date.now()
  const socket = await Socket.open(door.socketUrl('/ws/market/status', await door.ticket(door.tokens.viewer)))
  while (socket.statuses.length < 2 && Date.now() - began < 30_000) await new Promise((done) => setTimeout(done, 50))
  check('two status pushes came', socket.statuses.length >= 2)
  for (const status of socket.statuses) {
    equal('type of a status push', status.type, 'status_update')
    const names = ['active_connections', 'exchange_subscriptions', 'total_subscriptions', 'unique_symbols']
    equal('figures of a status push', Object.keys(status.data.metrics).sort(), names)
    check('they are counts', names.every((name) => Number.isSafeInteger(status.data.metrics[name]) && status.data.metrics[name] >= 0))
    check('this socket is counted', status.data.metrics.active_connections >= 1)
    check('a status push has its time', Math.abs(stampOf(status.data.timestamp) - Date.now()) < 3_600_000 || stampOf(status.data.timestamp) > 0)
  }
  figure('ms to the second status push', Date.now() - began)
  await socket.close()
}

const stampOf = (stamp) => (typeof stamp === 'number' ? stamp : Date.parse(stamp))
