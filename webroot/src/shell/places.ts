import {
  CandlestickChart,
  FlaskConical,
  Info,
  LayoutDashboard,
  Percent,
  Radio,
  ScrollText,
  Server,
  Settings,
  Users,
} from '@lucide/vue'
import { computed, type Component } from 'vue'
import { covers, type Role } from '../account/account'

/** A page that can be gone to: from the rail, the bar, the palette, or with g and its letter. */
export interface Place {
  path: string
  name: string
  icon: Component
  role: Role
  letter: string
  /** Below the line: about the program, not about the market. */
  below?: boolean
}

export const PLACES: readonly Place[] = [
  { path: '/', name: 'Overview', icon: LayoutDashboard, role: 'viewer', letter: 'd' },
  { path: '/chart', name: 'Chart', icon: CandlestickChart, role: 'viewer', letter: 'c' },
  { path: '/signals', name: 'Signals', icon: Radio, role: 'viewer', letter: 's' },
  { path: '/paper', name: 'Paper', icon: FlaskConical, role: 'viewer', letter: 'p' },
  { path: '/funding', name: 'Funding', icon: Percent, role: 'viewer', letter: 'f' },
  { path: '/trades', name: 'Trades', icon: ScrollText, role: 'viewer', letter: 't' },
  { path: '/server', name: 'Server', icon: Server, role: 'admin', letter: 'v', below: true },
  { path: '/admin/users', name: 'Users', icon: Users, role: 'admin', letter: 'u', below: true },
  { path: '/settings', name: 'Settings', icon: Settings, role: 'viewer', letter: 'e', below: true },
  { path: '/about', name: 'About', icon: Info, role: 'viewer', letter: 'a', below: true },
]

export const places = computed(() => PLACES.filter((place) => covers(place.role)))

export function isHere(place: Place, path: string): boolean {
  return place.path === '/' ? path === '/' : path === place.path || path.startsWith(`${place.path}/`)
}
