import { Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { sentence } from '~/api/errors'
import type { Web } from '~/api/types'
import { useMay } from '~/app/permissions'
import { SeverityBadge, StatusBadge } from '~/ui/Badges'
import { dateTime, words } from '~/ui/format'
import { Facts } from '~/ui/Page'
import { ofNumber } from '~/ui/severity'
import { Await } from '~/ui/States'
import { Decision } from './Decision'
import { forms } from './evidence/highlight'
import { Raw } from './evidence/Raw'
import { FindingDrawer, Part } from './FindingDrawer'
import { webFinding, webFindingLog } from './queries'
import { keyOf, placeOf } from './WebFindingList'

type Finding = Web['Finding']

/** A finding of a web application in full, beside the list. `finding` is the target's id, a dash and the number. */
export function WebFindingDrawer(props: { finding: string | undefined; rows: Finding[]; open: (key: string | undefined) => void }) {
  const { finding, rows, open } = props
  const [target = '', number = ''] = (finding ?? '').split('-')
  const query = useQuery({ ...webFinding(target, number), enabled: finding !== undefined })
  const at = rows.findIndex((row) => keyOf(row) === finding)
  const go = (row: Finding | undefined): void => open(row === undefined ? undefined : keyOf(row))
  return (
    <FindingDrawer
      opened={finding !== undefined}
      title={query.data?.definition.name ?? 'Finding'}
      close={() => open(undefined)}
      previous={at > 0 ? () => go(rows[at - 1]) : undefined}
      next={at >= 0 && at + 1 < rows.length ? () => go(rows[at + 1]) : undefined}
      head={
        query.data !== undefined && (
          <>
            <SeverityBadge severity={ofNumber(query.data.severity)} score={query.data.cvss_score} />
            <StatusBadge status={query.data.state} />
            <span className="mono break">{placeOf(query.data)}</span>
          </>
        )
      }
    >
      <Await query={query}>{(data) => <Body key={`${keyOf(data)}${data.changed}`} finding={data} />}</Await>
    </FindingDrawer>
  )
}

/** What each exchange is, from the finding's remarks. */
function roles(extra: string): string[] {
  return [...extra.matchAll(/request (\d+): (.+)/g)].map((match) => match[2] ?? '')
}

function Body({ finding }: { finding: Finding }) {
  const writable = useMay()('finding.write')
  return (
    <>
      {writable && <Decision finding={finding} />}
      <Part title="What it is" text={finding.definition.desc} />
      <Part title="What shows it" text={finding.evidence ? sentence(finding.evidence) : undefined} />
      {finding.requests.length > 0 && <Exchanges finding={finding} />}
      <Part title="What to do" text={finding.fix} />
      <Part title="Facts">
        <Facts
          facts={[
            ['Target', <Link key="t" to="/web/targets/$id" params={{ id: finding.target.id }}>{finding.target.name}</Link>],
            ['Address', <span key="u" className="mono">{finding.url}</span>],
            ['Place', finding.insertion_point],
            ['Parameter', finding.parameter],
            ['Value', finding.value !== '' && <span key="v" className="mono">{finding.value}</span>],
            ['CVSS', `${finding.cvss_score.toFixed(1)} · ${finding.cvss_vector}`],
            ['Check', <span key="c" className="mono">{finding.definition.id}</span>],
          ]}
        />
      </Part>
      <Part title="History">
        <History finding={finding} />
      </Part>
    </>
  )
}

function Exchanges({ finding }: { finding: Finding }) {
  const named = roles(finding.extra)
  const marks = forms(finding.value)
  return (
    <Tabs defaultValue="0" keepMounted={false}>
      <Tabs.List mb="sm">
        {finding.requests.map((_, index) => (
          <Tabs.Tab key={index} value={String(index)}>
            {words(named[index] ?? `request ${index + 1}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {finding.requests.map((one, index) => (
        <Tabs.Panel key={index} value={String(index)}>
          <div className="stack tight">
            <Raw label="Request" text={one.request} marks={marks} url={finding.url} />
            <Raw label="Response" text={one.response} marks={marks} />
          </div>
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}

function History({ finding }: { finding: Finding }) {
  const query = useQuery(webFindingLog(finding.target.id, String(finding.id)))
  return (
    <Await query={query} lines={2}>
      {(log) => (
        <ul className="plain-list stack tight">
          {log.map((one, index) => (
            <li key={index}>
              <span className="quiet small">{dateTime(one.changed)}</span> {words(one.change)}
              {one.field !== '' && ` ${words(one.field).toLowerCase()}`}
              {one.value !== '' && `: ${one.old_value === '' ? '' : `${words(one.old_value)} → `}${words(one.value)}`}
              {one.changed_by.email !== '' && <span className="quiet"> by {one.changed_by.name || one.changed_by.email}</span>}
            </li>
          ))}
        </ul>
      )}
    </Await>
  )
}
