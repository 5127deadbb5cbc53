import { lazy, Suspense } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { usePace } from '~/api/live'
import type { Counts } from '~/ui/Badges'
import { count, words } from '~/ui/format'
import { Card } from '~/ui/Page'
import { SEVERITIES, toNumber, type Severity } from '~/ui/severity'
import { ErrorState, Loading } from '~/ui/States'
import { EVERY, netStatistics, webCounts } from './queries'
import { sum } from './trend'

const Donut = lazy(() => import('~/ui/charts/Donut'))

/** Open findings of both sides by severity, as a ring and as numbers that lead to the lists. */
export function Distribution() {
  const pace = usePace()
  const net = useQuery({ ...netStatistics, refetchInterval: pace(EVERY) })
  const web = useQuery({ ...webCounts, refetchInterval: pace(EVERY) })
  const of = (one: Severity): number => (net.data?.severity_counts[one] ?? 0) + (web.data?.[one] ?? 0)
  const both = Object.fromEntries(SEVERITIES.map((one) => [one, of(one)])) as Counts
  const failed = [net, web].find((one) => one.error !== null && one.data === undefined)
  if (failed !== undefined) {
    return (
      <Card title="Open findings">
        <ErrorState error={failed.error} retry={() => void failed.refetch()} />
      </Card>
    )
  }
  return (
    <Card title="Open findings">
      {net.data === undefined || web.data === undefined ? (
        <Loading lines={5} />
      ) : (
        <div className="distribution">
          <div className="ring">
            {sum(both) > 0 && (
              <Suspense fallback={null}>
                <Donut counts={both} />
              </Suspense>
            )}
            <span className="ring-total">
              <b>{count(sum(both))}</b>
              <span className="quiet small">open</span>
            </span>
          </div>
          <table className="tally">
            <thead>
              <tr>
                <th scope="col">
                  <span className="unseen">Severity</span>
                </th>
                <th scope="col">Networks</th>
                <th scope="col">Web</th>
              </tr>
            </thead>
            <tbody>
              {SEVERITIES.map((one) => (
                <tr key={one} className={`tone-${one}`}>
                  <th scope="row">{words(one)}</th>
                  <Number to={`/net/findings?severity=${one}`} name={`${one} in networks`} value={net.data.severity_counts[one]} />
                  {one === 'info' ? <td className="num quiet">–</td> : <Number to={`/web/findings?severity=${toNumber(one) ?? ''}`} name={`${one} on the web`} value={web.data[one] ?? 0} />}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  )
}

function Number({ to, name, value }: { to: string; name: string; value: number }) {
  return (
    <td className="num">
      <Link to={to as never} aria-label={`${value} ${name}`} className={value === 0 ? 'none' : 'some'}>
        {count(value)}
      </Link>
    </td>
  )
}
