// Opens every page of a running Tapeloom in a real browser and checks what a person would look for.
//
//   node e2e/run.mjs <baseUrl> <outDir> [--part=day|all|0|1|2|3] [--code=<first admin's code>] [--only=<page>]
//
// Each page once in dark at 1440; and a quarter of them (by the day, or the one named), or all, also in light at 1440, in
// dark at 390 and in light at 390. The pages stand in e2e/pages/*.mjs, each with this default export:
//
//   name, path, title          the address to open and a part of the title
//   ready(t)                   waits until the page shows what it has
//   check?(t)                  what this page must prove, run once, in dark at 1440
//   needs?                     a path of the API without which the page is left out
//   signedOut?                 opened in a browser of its own, in which nobody has signed in
//   bare?                      stands outside of the shell
//   expects?                   a pattern of refusals and console errors that belong to what is checked
//
// where t = { page, report, api(path), visitor, base, browser }. Prints one JSON line {ok, checks, failures, figures},
// writes <name>-<theme>-<width>.png, exits 0 or 1.
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Visitor } from './lib/account.mjs'
import { commonChecks, keyboardChecks, launch, newBrowserContext, setLook } from './lib/browser.mjs'
import { Report } from './lib/report.mjs'

const [baseUrl, outDir, ...options] = process.argv.slice(2)
if (!baseUrl || !outDir) {
  console.error('usage: node e2e/run.mjs <baseUrl> <outDir> [--part=day|all|0|1|2|3] [--code=CODE] [--only=NAME]')
  process.exit(2)
}
const option = (name) => options.find((each) => each.startsWith(`--${name}=`))?.slice(name.length + 3)
const base = baseUrl.replace(/\/$/, '')
const PARTS = 4
const DAY_MS = 86_400_000
const part = option('part') ?? 'day'
const turn = part === 'day' ? Math.floor(Date.now() / DAY_MS) % PARTS : Number(part)
const only = option('only')

const DESK = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }
const further = [
  { theme: 'light', size: DESK },
  { theme: 'dark', size: PHONE },
  { theme: 'light', size: PHONE },
]

async function readPages() {
  const folder = new URL('./pages/', import.meta.url)
  const names = readdirSync(folder).filter((name) => name.endsWith('.mjs'))
  const pages = await Promise.all(names.sort().map(async (name) => (await import(new URL(name, folder))).default))
  return pages.flat().filter((each) => !only || each.name === only)
}

async function open(t, each, theme, size) {
  const { page, report } = t
  report.where = `${each.name}, ${theme}, ${size.width}`
  await page.setViewportSize(size)
  await page.goto(`${base}/favicon.svg`)
  await setLook(page, theme, t.visitor.id)
  await page.goto(base + (typeof each.path === 'function' ? await each.path(t) : each.path))
  await page.evaluate(() => document.fonts.ready)
  await each.ready(t)
}

async function picture(page, each, theme, size) {
  await page.evaluate(() => document.activeElement?.blur())
  await page.screenshot({ path: join(outDir, `${each.name}-${theme}-${size.width}.png`) })
}

async function visit(t, each, again) {
  await open(t, each, 'dark', DESK)
  await commonChecks(t.page, t.report, each.title)
  const first = await keyboardChecks(t.page, t.report)
  if (!each.bare) t.report.check('the first stop skips to the content', first === 'Skip to content', first)
  await picture(t.page, each, 'dark', DESK)
  await each.check?.(t)
  for (const { theme, size } of again ? further : []) {
    await open(t, each, theme, size)
    await commonChecks(t.page, t.report, each.title)
    await picture(t.page, each, theme, size)
  }
}

async function run(browser, report) {
  const visitor = new Visitor(base)
  await visitor.begin()
  const { context, noise } = await newBrowserContext(browser, base)
  const page = await context.newPage()
  const t = { page, report, visitor, base, browser, api: (path) => visitor.json(path) }
  report.where = 'entry'
  await visitor.enter(page, option('code'), report)
  const pages = (await readPages()).filter((each) => !each.needs || visitor.offers(each.needs))
  report.figures.pages = pages.length
  report.figures.part = part === 'all' ? 'all' : turn
  for (const [index, each] of pages.entries()) {
    const startMs = Date.now()
    const own = each.signedOut ? await newBrowserContext(browser, base) : null
    const here = own ? { ...t, page: await own.context.newPage() } : t
    try {
      await visit(here, each, part === 'all' || index % PARTS === turn)
    } catch (error) {
      report.failures.push(`${report.where}: stopped: ${error.message}`)
      await here.page.screenshot({ path: join(outDir, `${each.name}-failed.png`) }).catch(() => {})
    }
    report.figures[`${each.name}Ms`] = Date.now() - startMs
    const heard = [...noise.splice(0), ...(own?.noise ?? [])].filter((line) => !each.expects?.test(line))
    report.check('no error, no refused request, no other host', heard.length === 0, heard.join('; '))
    await own?.context.close()
  }
  await context.close()
}

mkdirSync(outDir, { recursive: true })
const report = new Report()
const startMs = Date.now()
const browser = await launch()
try {
  await run(browser, report)
} catch (error) {
  report.failures.push(`stopped: ${error.message}`)
} finally {
  await browser.close()
}
report.figures.tookMs = Date.now() - startMs
const { checks, failures, figures } = report
console.log(JSON.stringify({ ok: failures.length === 0, checks, failures, figures }))
process.exit(failures.length === 0 ? 0 : 1)
