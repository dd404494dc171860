import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { chromium } from 'playwright-core'

const executablePath = process.env.TAPELOOM_CHROMIUM ?? '/usr/bin/chromium'
const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run']
flags.push('--disable-background-networking', '--disable-component-update', '--disable-sync')
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const AXE_RULES = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']
const MOST_STOPS = 90

export function launch() {
  return chromium.launch({ executablePath, args: flags })
}

/** Keeps hold of the page's sockets, so that a test can cut them and keep them from coming back. */
function holdSockets() {
  const Native = window.WebSocket
  const held = { down: false, sockets: [] }
  window.heldSockets = held
  window.WebSocket = class extends Native {
    constructor(...args) {
      if (held.down) throw new Error('The line is down for the test.')
      super(...args)
      held.sockets.push(this)
    }
  }
}

/** A browser of its own: one cookie jar, one look. Everything that it should not do is written into `noise`. */
export async function newBrowserContext(browser, base) {
  const context = await browser.newContext({ reducedMotion: 'reduce' })
  const noise = []
  await context.addInitScript(holdSockets)
  context.on('page', (page) => listen(page, base, noise))
  return { context, noise }
}

function listen(page, base, noise) {
  page.setDefaultTimeout(15_000)
  const here = new URL(base).host
  page.on('console', (message) => {
    // The browser looks for an icon by itself where a document names none.
    const own = !message.location().url.endsWith('/favicon.ico')
    if (own && message.type() === 'error') noise.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => noise.push(`page: ${error.message}`))
  page.on('response', (response) => response.status() >= 400 && noise.push(`${response.status()} ${response.url()}`))
  page.on('request', (request) => {
    const { host, protocol } = new URL(request.url())
    if (protocol !== 'blob:' && protocol !== 'data:' && host !== here) noise.push(`other host: ${request.url()}`)
  })
}

/** Sets the look before the page runs, as a browser that was here before has it. */
export async function setLook(page, theme, owner) {
  const look = { theme, palette: 'green-red', density: 'comfortable', zone: 'utc' }
  await page.evaluate(
    ([text, id]) => {
      localStorage.setItem('tapeloom.look', text)
      localStorage.setItem('tapeloom.look.unsaved', id)
    },
    [JSON.stringify(look), String(owner)],
  )
}

/** What holds for every page in every look and width. */
export async function commonChecks(page, report, title) {
  await page.evaluate(axe)
  const { violations } = await page.evaluate((runOnly) => window.axe.run(document, { runOnly }), AXE_RULES)
  const found = violations.map(({ id, nodes }) => `${id} at ${nodes.map((node) => node.target.join(' ')).join(' | ')}`)
  report.check('axe finds nothing', found.length === 0, found.join('; '))
  report.check('one h1', (await page.locator('h1').count()) === 1, String(await page.locator('h1').count()))
  const [wide, room] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
  report.check('no sideways scroll', wide <= room, `${wide} > ${room}`)
  const tall = await page.evaluate(() =>
    [...document.querySelectorAll('[role=region][tabindex="0"]')].filter((each) => each.clientHeight > innerHeight).length,
  )
  report.check('what scrolls by itself is no taller than the window', tall === 0, String(tall))
  report.check('the title', (await page.title()).includes(title), await page.title())
}

/** Walks the page with the tab key alone: everything that can be used is reached, and each stop can be seen. */
export async function keyboardChecks(page, report) {
  await page.evaluate(() => {
    document.activeElement?.blur()
    window.getSelection()?.removeAllRanges()
    window.reached = new Set()
  })
  const unseen = []
  let stops = 0
  let first = ''
  let rounds = 0
  for (; stops < MOST_STOPS; stops++) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(noteStop)
    // The walk begins where the page put the focus: what stands before it comes in a second round.
    if (stop === null && rounds++ === 0) continue
    if (stop === null) break
    if (stops === 0) first = stop.text
    if (!stop.visible) unseen.push(stop.html)
    if (stop.again) break
  }
  const missed = stops < MOST_STOPS ? await page.evaluate(missedStops) : []
  report.check('the keyboard reaches everything', missed.length === 0, missed.join(' | '))
  report.check('each stop of the keyboard can be seen', unseen.length === 0, unseen.join(' | '))
  return first
}

function noteStop() {
  const element = document.activeElement
  if (!element || element === document.body) return null
  // The parts of a date are stops of one and the same field.
  const again = window.reached.has(element) && window.lastStop !== element
  window.lastStop = element
  window.reached.add(element)
  const { outlineStyle, outlineWidth } = getComputedStyle(element)
  const ring = outlineStyle !== 'none' && outlineWidth !== '0px'
  return { again, visible: ring, html: element.outerHTML.slice(0, 120), text: element.textContent?.trim() ?? '' }
}

function missedStops() {
  const usable = 'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea, [tabindex="0"]'
  const groups = new Set([...window.reached].map((each) => each.name).filter(Boolean))
  return [...document.querySelectorAll(usable)]
    .filter((each) => each.checkVisibility() && each.tabIndex >= 0 && !window.reached.has(each))
    .filter((each) => !(each.type === 'radio' && groups.has(each.name)))
    .map((each) => each.outerHTML.slice(0, 100))
}
