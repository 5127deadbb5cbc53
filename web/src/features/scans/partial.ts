/** In which ways a web scan tests less than all of its target. */

/** What the API says of a scan, a target or a schedule. */
export interface PartialSaid {
  incremental?: boolean | null
  reduced_scope?: boolean | null
  crawl_sequences_only?: boolean | null
}

/** Recorded sequences are none of them: targets have none yet, and a scan that is to follow only those crawls as usual. */
export type PartialWay = 'incremental' | 'reduced_scope'

export interface PartialWords {
  way: PartialWay
  /** For a badge. */
  short: string
  /** For a box to tick. */
  label: string
  /** What ticking it means. */
  choice: string
  /** What it meant for a scan. */
  text: string
}

export const PARTIAL: PartialWords[] = [
  {
    way: 'incremental',
    short: 'new and changed',
    label: 'Only what is new or has changed',
    choice: 'Since the last complete scan with the same profile. Without one, everything is tested.',
    text: 'All pages were asked for, but only what is new or has changed since the last complete scan with the same profile is tested; without such a scan, everything.',
  },
  {
    way: 'reduced_scope',
    short: 'given addresses',
    label: 'Only given addresses',
    choice: 'Those below “Also begin at” in the scope of the target, with what lies below them. Where there are none, everything is tested.',
    text: 'Only the addresses that the target, or whoever started the scan, names are tested.',
  },
]

/** The ways in which it is partial; none for one that tests everything. */
export function partialOf(said: PartialSaid): PartialWords[] {
  return PARTIAL.filter((one) => said[one.way] === true)
}
