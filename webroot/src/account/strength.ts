export interface Strength {
  /** 0 to 4. */
  level: number
  word: string
  advice: string
}

export const SHORTEST = 15
const WORDS = ['Too short', 'Weak', 'Fair', 'Good', 'Strong']
const COMMON = /^(password|qwerty|letmein|welcome|admin|tapeloom|iloveyou|abc123|123456)/i

/** A rough measure: length counts most, variety some, and repeated or running characters hardly at all. */
export function strengthOf(password: string): Strength {
  if ([...password].length < SHORTEST) {
    return { level: 0, word: WORDS[0]!, advice: `At least ${SHORTEST} characters; several words are easiest.` }
  }
  const bits = usefulLength(password) * Math.log2(Math.max(2, variety(password)))
  const level = COMMON.test(password) ? 1 : bits < 60 ? 1 : bits < 75 ? 2 : bits < 95 ? 3 : 4
  const advice = level < 3 ? 'Longer is stronger: add another word.' : ''
  return { level, word: WORDS[level]!, advice }
}

function variety(password: string): number {
  const sets: [RegExp, number][] = [
    [/[a-z]/, 26],
    [/[A-Z]/, 26],
    [/\d/, 10],
    [/[^a-zA-Z\d]/, 20],
  ]
  return sets.reduce((sum, [set, size]) => sum + (set.test(password) ? size : 0), 0)
}

/** Characters that do not merely repeat the one before or follow it by one. */
function usefulLength(password: string): number {
  const codes = [...password].map((each) => each.codePointAt(0)!)
  return codes.filter((code, i) => i === 0 || Math.abs(code - codes[i - 1]!) > 1).length
}
