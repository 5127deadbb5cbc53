import { useQuery } from '@tanstack/react-query'
import { useMay } from '~/app/permissions'
import { Page } from '~/ui/Page'
import { Distribution } from './Distribution'
import { FirstSteps } from './FirstSteps'
import { EVERY, netCounts, started, webCounts } from './queries'
import { Coming, Moving } from './Running'
import { WorstHosts, WorstNet, WorstWeb } from './Worst'

/** What is open, what runs, what comes. It looks again by itself. */
export function Dashboard() {
  const may = useMay()
  const net = useQuery({ ...netCounts, refetchInterval: EVERY, enabled: may('finding.read') })
  const web = useQuery({ ...webCounts, refetchInterval: EVERY, enabled: may('finding.read') })
  const any = useQuery(started)
  return (
    <Page title="Dashboard">
      {any.data !== undefined && any.data.scans === 0 && <FirstSteps targets={any.data.targets} />}
      <div className="grid two even">
        <Distribution title="Networks: open findings" query={net} link={(one) => `/net/findings?severity=${one}`} info />
        <Distribution title="Web & APIs: open findings" query={web} link={(one, number) => `/web/findings?severity=${number ?? one}`} />
        <Moving />
        <Coming />
        <WorstNet />
        <WorstWeb />
        <WorstHosts />
      </div>
    </Page>
  )
}
