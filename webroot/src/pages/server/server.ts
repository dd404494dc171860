/** What the program says of itself to an admin. */
export interface ServerState {
  version: string
  startedMs: number
  uptimeS: number
  verticles: { name: string; instances: number; restarts: number; state: string }[]
  eventLoop: { lagP50Ms: number; lagP99Ms: number }
  jvm: { heapUsed: number; heapMax: number; gcCount: number; gcMs: number; threads: number; cpu: number }
  pool: Record<string, { inUse: number; waiting: number }>
  clients: { bridge: number; ws: number }
  database: { bytes: number; partitions: number }
}

export const LEVELS = ['error', 'warn', 'info', 'debug', 'trace'] as const
export type Level = (typeof LEVELS)[number]

export interface LogLine {
  t: number
  level: Level
  logger: string
  message: string
}

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB']

/** 73400320 → "70.0 MiB". */
export function bytes(count: number): string {
  let value = count
  let unit = 0
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024
    unit++
  }
  return `${unit === 0 ? value : value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0)} ${UNITS[unit]}`
}

/** "io.tapeloom.market.io.TradeCollectorVerticle" → "TradeCollectorVerticle". */
export function shortLogger(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}
