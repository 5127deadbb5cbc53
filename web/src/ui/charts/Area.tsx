import '@mantine/charts/styles.css'
import { AreaChart } from '@mantine/charts'
import { words } from '../format'
import { colourOf, type Severity } from '../severity'

export type DayCounts = { day: string } & Partial<Record<Severity, number>>

const SHORT = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', timeZone: 'UTC' })

/** Open findings day by day, stacked by severity, worst at the bottom. `said` is what the picture shows, in words. */
export default function Area({ days, severities, said }: { days: DayCounts[]; severities: readonly Severity[]; said: string }) {
  return (
    <div role="img" aria-label={said}>
      <AreaChart
        h={216}
        data={days.map((one) => ({ ...one, day: SHORT.format(new Date(`${one.day}T00:00:00Z`)) }))}
        dataKey="day"
        type="stacked"
        curveType="monotone"
        withDots={false}
        strokeWidth={1.5}
        fillOpacity={0.35}
        gridAxis="x"
        tickLine="none"
        xAxisProps={{ minTickGap: 40 }}
        yAxisProps={{ width: 36, allowDecimals: false }}
        areaChartProps={{ margin: { top: 12, right: 5, bottom: 5, left: 5 } }}
        areaProps={{ isAnimationActive: false }}
        series={severities.map((name) => ({ name, label: words(name), color: colourOf(name) }))}
      />
    </div>
  )
}
