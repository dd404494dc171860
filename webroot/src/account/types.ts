import type { Role } from './account'

/** Shapes of what an account has and what an admin sees. Times are real, in epoch milliseconds. */

export interface LoginSession {
  id: number
  current: boolean
  createdMs: number
  lastSeenMs: number
  address: string
  agent: string
}

export const SCOPES = ['read', 'trade', 'admin', 'metrics'] as const
export type Scope = (typeof SCOPES)[number]

export interface ApiKey {
  id: number
  name: string
  scopes: Scope[]
  lastFour: string
  createdMs: number
  lastUsedMs: number | null
  expiresMs: number | null
}

export interface User {
  id: number
  email: string
  role: Role
  banned: boolean
  createdMs: number
  lastLoginMs: number | null
  sessions: number
}

export interface Invite {
  id: number
  role: Role
  state: 'open' | 'used' | 'revoked' | 'expired'
  createdBy: string
  createdByEmail: string | null
  createdMs: number
  expiresMs: number
}

export interface AuditRow {
  id: number
  t: number
  who: string
  whoEmail: string | null
  action: string
  target: string | null
  targetEmail: string | null
  before: unknown
  after: unknown
  address: string | null
  result: string
  hash: string
}
