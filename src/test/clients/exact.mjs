// Decimals as whole numbers of 1e-8, so that money is compared to the last digit.
const ONE = 100_000_000n

/** `1.5`, `"1.50"` or `-0.00000001` as 1e-8; refuses what is finer. */
export function e8(text) {
  const plain = typeof text === 'number' ? plainly(text) : String(text)
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(plain)
  if (parts === null) throw new Error(`${JSON.stringify(text)} is no decimal`)
  const [, minus, units, cents = ''] = parts
  if (/[^0]/.test(cents.slice(8))) throw new Error(`${plain} is finer than 1e-8`)
  const value = BigInt(units) * ONE + BigInt(cents.slice(0, 8).padEnd(8, '0'))
  return minus === '-' ? -value : value
}

const plainly = (number) => (Number.isInteger(number) ? String(number) : number.toFixed(8))

/** Product of two amounts; exact, as ticks and steps are made. */
export function times(a, b) {
  const product = a * b
  if (product % ONE !== 0n) throw new Error(`${a} x ${b} is finer than 1e-8`)
  return product / ONE
}

/** A share of an amount, rounded half up as fees are. */
export function share(amount, rate) {
  const product = amount * rate
  const half = product < 0n ? -ONE / 2n : ONE / 2n
  return (product + half) / ONE
}

export const sum = (amounts) => amounts.reduce((total, one) => total + one, 0n)

export const text = (amount) => {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(9, '0')
  return `${amount < 0n ? '-' : ''}${digits.slice(0, -8)}.${digits.slice(-8)}`
}

/** A price some percents beside another one, on the tick. */
export function beside(price, percent, tick) {
  const moved = (e8(price) * BigInt(Math.round((100 + percent) * 10_000))) / 1_000_000n
  return Number(text(moved - (moved % e8(tick))))
}
