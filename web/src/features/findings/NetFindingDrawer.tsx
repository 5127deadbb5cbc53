import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Net } from '~/api/types'
import { SeverityBadge, StatusBadge } from '~/ui/Badges'
import { dateTime, words } from '~/ui/format'
import { Facts } from '~/ui/Page'
import { ofThreat } from '~/ui/severity'
import { Await } from '~/ui/States'
import { Raw } from './evidence/Raw'
import { FindingDrawer, Part } from './FindingDrawer'
import { netFinding } from './queries'
import { place } from './NetFindingList'

type Finding = Net['Vulnerability']

/** A network finding in full, beside the list. */
export function NetFindingDrawer(props: { id: string | undefined; rows: Finding[]; open: (id: string | undefined) => void }) {
  const { id, rows, open } = props
  const query = useQuery({ ...netFinding(id ?? ''), enabled: id !== undefined })
  const at = rows.findIndex((row) => row.id === id)
  return (
    <FindingDrawer
      opened={id !== undefined}
      title={query.data?.name ?? 'Finding'}
      close={() => open(undefined)}
      previous={at > 0 ? () => open(rows[at - 1]?.id) : undefined}
      next={at >= 0 && at + 1 < rows.length ? () => open(rows[at + 1]?.id) : undefined}
    >
      <Await query={query}>{(finding) => <Body finding={finding} />}</Await>
    </FindingDrawer>
  )
}

function Body({ finding }: { finding: Finding }) {
  const { nvt } = finding
  return (
    <>
      <div className="row">
        <SeverityBadge severity={ofThreat(finding.threat)} score={finding.severity} />
        <StatusBadge status={finding.state} />
        <span className="mono break">{place(finding)}</span>
      </div>
      <Part title="What it is" text={nvt.summary} />
      <Part title="How it was found" text={finding.evidence.summary}>
        {finding.evidence.items.map((item, index) => (
          <Raw key={index} label={words(item.label)} text={item.text} />
        ))}
        <p className="quiet small prose">
          {words(finding.confidence)}. {nvt.detection}
        </p>
      </Part>
      <Part title="What it makes possible" text={nvt.impact} />
      <Part title="What to do" text={nvt.solution} />
      <Part title="Facts">
        <Facts
          facts={[
            ['Service', finding.service],
            ['CVSS', finding.cvss && `${finding.cvss.score.toFixed(1)} · ${finding.cvss.vector}`],
            ['CVE', finding.cve.join(', ')],
            ['CWE', finding.cwe.join(', ')],
            ['PCI', finding.pci && `${words(finding.pci.compliance)}: ${finding.pci.reason}`],
            ['Check', <span key="c" className="mono">{nvt.check}</span>],
            ['Scan', <Link key="s" to="/net/scans/$id" params={{ id: finding.scan_id }}>Open the scan</Link>],
            ['References', nvt.references.length > 0 && <References all={nvt.references} />],
          ]}
        />
      </Part>
      <Part title="History">
        <Facts
          facts={[
            ['First seen', dateTime(finding.first_seen)],
            ['Last seen', dateTime(finding.last_seen)],
            ['Fixed', finding.fixed_at && dateTime(finding.fixed_at)],
          ]}
        />
      </Part>
    </>
  )
}

/** References; only web addresses become links. */
function References({ all }: { all: string[] }) {
  return (
    <ul className="plain-list">
      {all.map((one) => (
        <li key={one}>
          {/^https?:\/\//.test(one) ? (
            <Anchor href={one} target="_blank" rel="noreferrer noopener">
              {one}
            </Anchor>
          ) : (
            one
          )}
        </li>
      ))}
    </ul>
  )
}
