import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { account, boot, needsFirstAdmin, type Role } from './account/account'

declare module 'vue-router' {
  interface RouteMeta {
    title: string
    /** Who may see it; a page without one is for those who have not signed in. */
    role?: Role
    /** Shown to anybody, signed in or not. */
    anybody?: boolean
  }
}

const FIRST_SYMBOL = 'BTCUSDT'

const pages: RouteRecordRaw[] = [
  { path: '/', component: () => import('./overview/OverviewPage.vue'), meta: { title: 'Overview', role: 'viewer' } },
  { path: '/chart', redirect: (to) => ({ path: `/chart/${FIRST_SYMBOL}`, query: to.query }) },
  {
    path: '/chart/:symbol',
    component: () => import('./pages/chart/ChartPage.vue'),
    meta: { title: 'Chart', role: 'viewer' },
  },
  {
    path: '/signals',
    component: () => import('./pages/signals/SignalsPage.vue'),
    meta: { title: 'Signals', role: 'viewer' },
  },
  { path: '/paper', component: () => import('./pages/paper/PaperPage.vue'), meta: { title: 'Paper', role: 'viewer' } },
  {
    path: '/funding',
    component: () => import('./pages/funding/FundingPage.vue'),
    meta: { title: 'Funding', role: 'viewer' },
  },
  {
    path: '/trades',
    component: () => import('./pages/trades/TradesPage.vue'),
    meta: { title: 'Trades', role: 'viewer' },
  },
  {
    path: '/server',
    component: () => import('./pages/server/ServerPage.vue'),
    meta: { title: 'Server', role: 'admin' },
  },
  { path: '/about', component: () => import('./pages/about/AboutPage.vue'), meta: { title: 'About', role: 'viewer' } },
  {
    path: '/settings',
    component: () => import('./account/SettingsPage.vue'),
    meta: { title: 'Settings', role: 'viewer' },
  },
  { path: '/admin/users', component: () => import('./admin/UsersPage.vue'), meta: { title: 'Users', role: 'admin' } },
  { path: '/api/docs', component: () => import('./docs/ApiDocsPage.vue'), meta: { title: 'API', role: 'viewer' } },
  { path: '/login', component: () => import('./account/LoginPage.vue'), meta: { title: 'Sign in' } },
  { path: '/register', component: () => import('./account/RegisterPage.vue'), meta: { title: 'Create an account' } },
  { path: '/first-admin', component: () => import('./account/FirstAdminPage.vue'), meta: { title: 'First admin' } },
]

/** The addresses of the programs that this one follows, so that a bookmark still leads somewhere. */
const moved: RouteRecordRaw[] = [
  { path: '/index.html', redirect: '/' },
  { path: '/dashboard', redirect: '/' },
  ...['v51', 'v52'].flatMap((version) => [
    {
      path: `/signals-${version}`,
      redirect: (to: { query: object }) => ({ path: '/signals', query: { ...to.query, strategy: version } }),
    },
    { path: `/paper-${version}`, redirect: '/paper' },
  ]),
  { path: '/history', redirect: '/funding' },
  { path: '/kline', redirect: (to) => ({ path: `/chart/${FIRST_SYMBOL}`, query: to.query }) },
  { path: '/data-sources', redirect: '/server' },
]

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    ...pages,
    ...moved,
    {
      path: '/:anything(.*)*',
      component: () => import('./pages/notfound/NotFoundPage.vue'),
      meta: { title: 'No page here', anybody: true },
    },
  ],
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
})

router.beforeEach(async (to) => {
  if (account.state === 'unknown') await boot()
  if (to.meta.anybody) return true
  const signedIn = account.state !== 'out'
  if (!to.meta.role) return signedIn ? nextOf(to.query.next) : true
  if (signedIn) return true
  if (await needsFirstAdmin()) return '/first-admin'
  return { path: '/login', query: to.fullPath === '/' ? {} : { next: to.fullPath } }
})

router.afterEach((to) => {
  document.title = `${to.meta.title} · Tapeloom`
})

/** Loads a page's code when a link to it is pointed at, so that the click finds it there. */
export function prefetch(path: string): void {
  const page = path === '/chart' ? `${path}/${FIRST_SYMBOL}` : path
  for (const { components } of router.resolve(page).matched) {
    const load = components?.default
    // A page that was loaded already stands here as itself, no longer as the way to load it.
    if (typeof load === 'function') void (load as () => Promise<unknown>)().catch(() => {})
  }
}

/** Only a path of this app: an address from outside must not send people elsewhere. */
export function nextOf(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : '/'
}
