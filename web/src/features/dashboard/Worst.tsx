import type { ReactNode } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { usePace } from '~/api/live'
import { SeverityBadge, SeverityCounts } from '~/ui/Badges'
import { Card } from '~/ui/Page'
import { ofNumber, ofThreat, type Severity } from '~/ui/severity'
import { Await } from '~/ui/States'
import { place } from '../findings/NetFindingList'
import { keyOf, placeOf } from '../findings/WebFindingList'
import { EVERY, worstHosts, worstNet, worstWeb } from './queries'
import { sum } from './trend'

interface Item {
  key: string
  to: string
  severity: Severity
  name: string
  where: string
  /** What it belongs to, where that is not the place. */
  of?: string
}

function Items({ items, nothing }: { items: Item[]; nothing: ReactNode }) {
  if (items.length === 0) return <p className="quiet prose">{nothing}</p>
  return (
    <ul className="plain-list stack tight">
      {items.map((one) => (
        <li key={one.key} className="worst">
          <SeverityBadge severity={one.severity} />
          <span className="fill">
            <Link to={one.to as never} className="break">
              {one.name}
            </Link>
            <span className="quiet small mono break block">
              {one.of !== undefined && (
                <>
                  <bdi>{one.of}</bdi>:{' '}
                </>
              )}
              <bdi>{one.where}</bdi>
            </span>
          </span>
        </li>
      ))}
    </ul>
  )
}

export function WorstNet() {
  const query = useQuery({ ...worstNet, refetchInterval: usePace()(EVERY * 2) })
  return (
    <Card title="Worst in networks" aside={<Link to="/net/findings">All findings</Link>}>
      <Await query={query}>
        {(all) => (
          <Items
            nothing="Nothing open."
            items={all.map((one) => ({ key: one.id, to: `/net/findings?finding=${one.id}`, severity: ofThreat(one.threat), name: one.name, where: place(one) }))}
          />
        )}
      </Await>
    </Card>
  )
}

export function WorstWeb() {
  const query = useQuery({ ...worstWeb, refetchInterval: usePace()(EVERY * 2) })
  return (
    <Card title="Worst in web applications" aside={<Link to="/web/findings">All findings</Link>}>
      <Await query={query}>
        {(all) => (
          <Items
            nothing="Nothing open."
            items={all.map((one) => ({
              key: keyOf(one),
              to: `/web/findings?finding=${keyOf(one)}`,
              severity: ofNumber(one.severity),
              name: one.definition.name,
              of: one.target.name,
              where: placeOf(one),
            }))}
          />
        )}
      </Await>
    </Card>
  )
}

export function WorstHosts() {
  const query = useQuery({ ...worstHosts, refetchInterval: usePace()(EVERY * 2) })
  return (
    <Card title="Most vulnerable hosts">
      <Await query={query}>
        {(hosts) => {
          const all = hosts.filter((one) => sum(one.severity_counts) > 0)
          return all.length === 0 ? (
            <p className="quiet prose">{hosts.length === 0 ? 'No host was scanned yet.' : 'Nothing open on any host.'}</p>
          ) : (
            <ul className="plain-list stack tight">
              {all.map((one) => (
                <li key={one.id} className="row spread">
                  <Link to={`/net/findings?host=${encodeURIComponent(one.host)}` as never} className="mono break">
                    {one.host}
                  </Link>
                  <SeverityCounts counts={one.severity_counts} />
                </li>
              ))}
            </ul>
          )
        }}
      </Await>
    </Card>
  )
}
