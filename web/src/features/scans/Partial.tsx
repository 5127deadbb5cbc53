import { partialOf, type PartialSaid } from './partial'

/** In a word or two that a scan tests only a part, and which; nothing for one that tests everything. */
export function PartialBadges({ said }: { said: PartialSaid }) {
  return partialOf(said).map((one) => (
    <span key={one.way} className="badge plain tone-low" title={one.text}>
      Only {one.short}
    </span>
  ))
}

/** The same with what follows from it, for whoever reads the result. */
export function PartialNote({ said }: { said: PartialSaid }) {
  const ways = partialOf(said)
  if (ways.length === 0) return null
  return (
    <div className="stack tight" role="note" aria-label="Partial scan">
      <span className="row">
        <PartialBadges said={said} />
      </span>
      <p className="quiet small prose">A partial scan. {ways.map((one) => one.text).join(' ')} What it left out was not tested: findings there stay as they are.</p>
    </div>
  )
}
