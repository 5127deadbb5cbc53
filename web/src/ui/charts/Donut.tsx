import '@mantine/charts/styles.css'
import { DonutChart } from '@mantine/charts'
import type { Counts } from '../Badges'
import { words } from '../format'
import { colourOf, SEVERITIES } from '../severity'

/** How findings are spread over the severities; the numbers stand beside it as text. */
export default function Donut({ counts }: { counts: Counts }) {
  const data = SEVERITIES.filter((one) => (counts[one] ?? 0) > 0).map((one) => ({ name: words(one), value: counts[one] ?? 0, color: colourOf(one) }))
  return (
    <div aria-hidden="true" inert>
      <DonutChart data={data} size={150} thickness={24} paddingAngle={2} strokeWidth={0} withTooltip={false} pieProps={{ isAnimationActive: false }} />
    </div>
  )
}
