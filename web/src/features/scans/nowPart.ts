/** How much of a target a scan tests that is started by hand. */
import { partialOf } from './partial'

export interface NowPart {
  incremental: boolean
  reduced_scope: boolean
  /** Other addresses than those that the target names. */
  scopes: string[]
}

/** What the target says. */
export function partOf({ incremental, reduced_scope }: { incremental: boolean; reduced_scope: boolean }): NowPart {
  return { incremental, reduced_scope, scopes: [] }
}

/** In the words of the API; paths are those of the target. */
export function partBody({ incremental, reduced_scope, scopes }: NowPart, base: string) {
  const urls = reduced_scope ? scopes.map((one) => ({ url: URL.canParse(one, base) ? new URL(one, base).href : one })) : []
  return { incremental, reduced_scope, ...(urls.length === 0 ? {} : { reduced_scopes: urls }) }
}

/** For the summary; nothing where everything is tested. */
export function partInWords(part: NowPart): string | undefined {
  const ways = partialOf(part).map((one) => (one.way === 'reduced_scope' && part.scopes.length > 0 ? part.scopes.join(', ') : one.short))
  return ways.length === 0 ? undefined : `Only ${ways.join('; of these only ')}`
}
