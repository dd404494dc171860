/** What was checked and what failed; a failed check is written down and the run goes on. */
export class Report {
  checks = 0
  failures = []
  figures = {}
  where = ''

  check(name, holds, detail = '') {
    this.checks++
    const told = this.where ? `${this.where}: ${name}` : name
    if (!holds) this.failures.push(detail === '' ? told : `${told}: ${detail}`)
    return holds
  }

  /** Holds as soon as `probe` answers true; any other answer is what was last seen. Limits are generous, never exact. */
  async eventually(name, timeoutMs, probe) {
    const untilMs = Date.now() + timeoutMs
    let last
    while (Date.now() < untilMs) {
      try {
        last = await probe()
        if (last === true) return this.check(name, true)
      } catch (error) {
        last = error.message
      }
      await new Promise((done) => setTimeout(done, 100))
    }
    return this.check(name, false, `not within ${timeoutMs} ms, last seen ${JSON.stringify(last)}`)
  }
}
