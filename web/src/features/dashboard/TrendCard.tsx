import { lazy, Suspense, useState } from 'react'
import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { DayCounts } from '~/ui/charts/Area'
import { count } from '~/ui/format'
import { Card } from '~/ui/Page'
import { SEVERITIES } from '~/ui/severity'
import { ErrorState, Loading } from '~/ui/States'
import { EVERY, netStatistics, webTrend } from './queries'
import { added, inWords, sinceFirst, sum } from './trend'

const Area = lazy(() => import('~/ui/charts/Area'))
const SIDES = [
  { value: 'all', label: 'All' },
  { value: 'net', label: 'Networks' },
  { value: 'web', label: 'Web' },
]

/** How many findings were open on each of the last thirty days. */
export function TrendCard() {
  const [side, setSide] = useState('all')
  const net = useQuery(netStatistics)
  const web = useQuery({ ...webTrend, refetchInterval: EVERY * 10 })
  const failed = [net, web].find((one) => one.error !== null && one.data === undefined)
  const netDays = (net.data?.trend ?? []).map((one): DayCounts => ({ day: one.date, ...one.severity_counts }))
  const all = side === 'net' ? netDays : side === 'web' ? (web.data ?? []) : added(netDays, web.data ?? [])
  const days = sinceFirst(all, 7)
  const shown = SEVERITIES.filter((one) => days.some((day) => (day[one] ?? 0) > 0))
  const control = <SegmentedControl size="xs" aria-label="What the trend shows" value={side} onChange={setSide} data={SIDES} />
  return (
    <Card title="Trend" aside={control}>
      {failed !== undefined && <ErrorState error={failed.error} retry={() => void failed.refetch()} />}
      {failed === undefined && (net.data === undefined || web.data === undefined) && <Loading lines={5} />}
      {net.data !== undefined && web.data !== undefined && (
        <>
          {shown.length === 0 ? (
            <p className="quiet prose">Nothing was open on any of these days.</p>
          ) : (
            <Suspense fallback={<Loading lines={5} />}>
              <Area days={days} severities={shown} said={inWords(days)} />
            </Suspense>
          )}
          {shown.length > 0 && <Change days={days} net={side === 'web' ? undefined : net.data.trend} />}
        </>
      )}
    </Card>
  )
}

/** The change in words: what is new, what was fixed. */
function Change({ days, net }: { days: DayCounts[]; net: { new: number; fixed: number }[] | undefined }) {
  const change = sum(days.at(-1)) - sum(days[0])
  const of = (pick: (one: { new: number; fixed: number }) => number): number => (net ?? []).reduce((all, one) => all + pick(one), 0)
  return (
    <p className="small prose quiet">
      {change === 0 ? `As many open as ${days.length - 1} days ago` : `${count(Math.abs(change))} ${change > 0 ? 'more' : 'fewer'} open than ${days.length - 1} days ago`}
      {net !== undefined && ` · in networks ${count(of((one) => one.new))} new, ${count(of((one) => one.fixed))} fixed`}
    </p>
  )
}
