import { Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMay } from '~/app/permissions'
import { SeverityBadge } from '~/ui/Badges'
import { dateTime, words } from '~/ui/format'
import { Facts } from '~/ui/Page'
import { ofThreat } from '~/ui/severity'
import { Await } from '~/ui/States'
import { Raw } from './evidence/Raw'
import { FindingDrawer, Part } from './FindingDrawer'
import { NetDecision } from './Decision'
import type { NetFinding } from './decisions'
import { netFinding } from './queries'
import { NetState, place } from './NetFindingList'

type Finding = NetFinding

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
      head={
        query.data !== undefined && (
          <>
            <SeverityBadge severity={ofThreat(query.data.threat)} score={query.data.severity} />
            <NetState row={query.data} />
            <span className="mono break">{place(query.data)}</span>
          </>
        )
      }
    >
      <Await query={query}>{(finding) => <Body finding={finding} />}</Await>
    </FindingDrawer>
  )
}

function Body({ finding }: { finding: Finding }) {
  const { nvt } = finding
  const writable = useMay()('finding.write')
  return (
    <>
      {writable && <NetDecision key={finding.decision?.decided_at ?? ''} finding={finding} />}
      <Part title="What it is" text={nvt.summary} />
      <Part title="How it was found" text={finding.evidence.summary}>
        <Proof items={finding.evidence.items} />
        <p className="quiet small prose">
          Confidence: {words(finding.confidence).toLowerCase()}. {nvt.detection}
        </p>
      </Part>
      <Part title="What it makes possible" text={nvt.impact} />
      <Part title="What to do" text={nvt.solution} />
      <Part title="Facts">
        <Facts
          facts={[
            ['Service', finding.service],
            ['CVSS', finding.cvss && `${finding.cvss.score.toFixed(1)} · ${finding.cvss.vector}`],
            ['CVE', finding.cve.length > 0 && <Cves key="v" all={finding.cve} />],
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
            ['Decided', finding.decision && dateTime(finding.decision.decided_at)],
          ]}
        />
      </Part>
    </>
  )
}

/** What was seen: single values as a list, sentences as text, everything longer as it came. */
function Proof({ items }: { items: Finding['evidence']['items'] }) {
  const short = items.filter((item) => item.text.length <= 120 && !item.text.includes('\n'))
  const long = items.filter((item) => !short.includes(item))
  const name = (label: string): string => (label === 'cpe' ? 'CPE' : words(label))
  return (
    <>
      {short.length > 0 && <Facts facts={short.map((item) => [name(item.label), <span key={item.label} className={item.text.split(' ').length > 6 ? '' : 'mono'}>{item.text}</span>])} />}
      {long.map((item, index) => (
        <Raw key={index} label={name(item.label)} text={item.text} />
      ))}
    </>
  )
}

/** CVE numbers, with the public record of each. */
function Cves({ all }: { all: string[] }) {
  return (
    <span className="row tight">
      {all.map((one) =>
        /^CVE-\d{4}-\d{4,}$/.test(one) ? (
          <Anchor key={one} href={`https://www.cve.org/CVERecord?id=${one}`} target="_blank" rel="noreferrer noopener">
            {one}
          </Anchor>
        ) : (
          <span key={one}>{one}</span>
        ),
      )}
    </span>
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
