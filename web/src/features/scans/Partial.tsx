import { partialOf, type PartialSaid } from './partial'

/** Addresses that are named. */
const MOST = 6

/** In a word or two that a scan tests only a part, and which; nothing for one that tests everything. */
export function PartialBadges({ said }: { said: PartialSaid }) {
  return partialOf(said).map((one) => (
    <span key={one.way} className="badge plain tone-low" title={one.text}>
      Only {one.short}
    </span>
  ))
}

/** The same with what follows from it, for whoever reads the result. */
export function PartialNote({ said }: { said: PartialSaid & { reduced_scopes?: { url: string }[] } }) {
  const ways = partialOf(said)
  const scopes = said.reduced_scopes ?? []
  const unheard = said.crawl_sequences_only === true && 'Only recorded sequences were asked for: the target has none, so it is crawled as usual.'
  if (ways.length === 0) return unheard === false ? null : <p className="quiet small prose">{unheard}</p>
  return (
    <div className="stack tight" role="note" aria-label="Partial scan">
      <span className="row">
        <PartialBadges said={said} />
      </span>
      {scopes.length > 0 && (
        <p className="small prose mono">
          {scopes.slice(0, MOST).map((one) => one.url).join(', ')}
          {scopes.length > MOST && ` and ${String(scopes.length - MOST)} more`}
        </p>
      )}
      <p className="quiet small prose">{ways.map((one) => one.text).join(' ')} What it leaves out it says nothing about: findings there stay as they are. {unheard}</p>
    </div>
  )
}
