/** The five severities, worst first, as both dialects say them. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const
export type Severity = (typeof SEVERITIES)[number]

/** The severity of a `/v2` threat word. */
export function ofThreat(threat: string): Severity {
  const known = SEVERITIES.find((one) => one === threat.toLowerCase())
  return known ?? 'info'
}

const NUMBERS: Record<number, Severity> = { 40: 'critical', 30: 'high', 20: 'medium', 10: 'low' }

/** The severity of a number of the DAST dialect. */
export function ofNumber(number: number | null | undefined): Severity {
  return NUMBERS[number ?? 0] ?? 'info'
}

/** The number of the DAST dialect for a severity; `info` has none there. */
export function toNumber(severity: string): string | undefined {
  return Object.keys(NUMBERS).find((key) => NUMBERS[Number(key)] === severity)
}

/** The colours, as variables that know of light and dark. */
export function colourOf(severity: Severity): string {
  return `var(--severity-${severity})`
}
