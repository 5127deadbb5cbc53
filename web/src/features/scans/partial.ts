/** In which ways a web scan tests less than all of its target. */

/** What the API says of a scan, a target or a schedule. */
export interface PartialSaid {
  incremental?: boolean | null
  reduced_scope?: boolean | null
  crawl_sequences_only?: boolean | null
}

export type PartialWay = keyof PartialSaid

export interface PartialWords {
  way: PartialWay
  /** For a badge. */
  short: string
  /** For a box to tick. */
  label: string
  /** What it means, in a sentence. */
  text: string
}

export const PARTIAL: PartialWords[] = [
  { way: 'incremental', short: 'new and changed', label: 'Only what is new or has changed', text: 'Only addresses that are new or have changed since the last complete scan are tested.' },
  { way: 'reduced_scope', short: 'given addresses', label: 'Only given addresses', text: 'Only the addresses that the target or whoever started the scan named are tested, each with what lies below it.' },
  { way: 'crawl_sequences_only', short: 'recorded ways', label: 'Only recorded ways through the application', text: 'Only what recorded sequences lead to is visited and tested.' },
]

/** The ways in which it is partial; none for one that tests everything. */
export function partialOf(said: PartialSaid): PartialWords[] {
  return PARTIAL.filter((one) => said[one.way] === true)
}
