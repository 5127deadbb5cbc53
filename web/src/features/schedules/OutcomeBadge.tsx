import { words } from '~/ui/format'

/** What a due time came to. */
export const OUTCOMES: { value: string; label: string; tone: string }[] = [
  { value: 'started', label: 'Started', tone: 'good' },
  { value: 'caught_up', label: 'Started late', tone: 'low' },
  { value: 'deferred', label: 'Deferred', tone: 'medium' },
  { value: 'coalesced', label: 'Folded into a later one', tone: 'idle' },
  { value: 'skipped', label: 'Skipped', tone: 'bad' },
]

export function OutcomeBadge({ outcome }: { outcome: string }) {
  const known = OUTCOMES.find((one) => one.value === outcome)
  return <span title={known?.label} className={`badge tone-${known?.tone ?? 'idle'}`}>{outcome === 'coalesced' ? 'Folded' : (known?.label ?? words(outcome))}</span>
}
