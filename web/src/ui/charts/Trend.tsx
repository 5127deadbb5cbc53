import '@mantine/charts/styles.css'
import { BarChart } from '@mantine/charts'
import { words } from '../format'
import { colourOf, SEVERITIES, type Severity } from '../severity'

/** Findings over time by severity. */
export default function Trend({ points }: { points: ({ when: string } & Record<Severity, number>)[] }) {
  return (
    <div role="img" aria-label={`Findings over the last ${points.length} runs; the table below has the numbers`}>
      <BarChart
        h={220}
        data={points}
        dataKey="when"
        type="stacked"
        withLegend
        legendProps={{ itemSorter: (one) => SEVERITIES.indexOf(one.dataKey as Severity) }}
        barProps={{ isAnimationActive: false, maxBarSize: 48 }}
        series={SEVERITIES.map((name) => ({ name, label: words(name), color: colourOf(name) })).reverse()}
      />
    </div>
  )
}
