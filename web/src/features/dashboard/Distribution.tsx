import { lazy, Suspense } from 'react'
import type { UseQueryResult } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Counts } from '~/ui/Badges'
import { count, words } from '~/ui/format'
import { Card } from '~/ui/Page'
import { SEVERITIES, toNumber } from '~/ui/severity'
import { Await } from '~/ui/States'

const Donut = lazy(() => import('~/ui/charts/Donut'))

/** Open findings by severity, as a ring and as numbers that lead to the lists. */
export function Distribution(props: {
  title: string
  query: UseQueryResult<Counts>
  link: (severity: string, number: string | undefined) => string
  info?: boolean
}) {
  const shown = SEVERITIES.filter((one) => props.info === true || one !== 'info')
  return (
    <Card title={props.title}>
      <Await query={props.query} lines={4}>
        {(counts) => {
          const all = shown.reduce((sum, one) => sum + (counts[one] ?? 0), 0)
          return (
            <div className="distribution">
              <div className="ring">
                {all > 0 && (
                  <Suspense fallback={null}>
                    <Donut counts={counts} />
                  </Suspense>
                )}
                <span className="ring-total">
                  <b>{count(all)}</b>
                  <span className="quiet small">open</span>
                </span>
              </div>
              <ul className="plain-list legend">
                {shown.map((one) => (
                  <li key={one}>
                    <Link to={props.link(one, toNumber(one)) as never} className={`legend-row tone-${one}`}>
                      <span>{words(one)}</span>
                      <b>{count(counts[one] ?? 0)}</b>
                    </Link>
                  </li>
                ))}
              </ul>
            </div>
          )
        }}
      </Await>
    </Card>
  )
}
