const keys = (count: number): string => (count === 1 ? '1 API key' : `${count} API keys`)

/** What became of somebody's API keys when their password changed, or nothing where there were none. */
export function keyWords(revoked: number, standing: number): string {
  if (revoked > 0) return `${keys(revoked)} revoked.`
  return standing > 0 ? `${keys(standing)} still work${standing === 1 ? 's' : ''}.` : ''
}
