import { useQuery } from '@tanstack/react-query'
import { useMay } from '~/app/permissions'
import { Page } from '~/ui/Page'
import { Distribution } from './Distribution'
import { FirstSteps } from './FirstSteps'
import { Pci } from './Pci'
import { started } from './queries'
import { Coming, Moving } from './Running'
import { TrendCard } from './TrendCard'
import { WorstHosts, WorstNet, WorstWeb } from './Worst'

/** What is open and how that changes, what runs, what comes. It looks again by itself. */
export function Dashboard() {
  const may = useMay()
  const any = useQuery(started)
  const fresh = any.data !== undefined && any.data.scans === 0
  const finds = may('finding.read') && !fresh
  return (
    <Page title="Dashboard">
      {fresh && <FirstSteps targets={any.data.targets} />}
      {finds && (
        <div className="grid two even overview">
          <Distribution />
          <TrendCard />
        </div>
      )}
      <div className="grid even">
        <Moving />
        <Coming />
        {!fresh && <Pci />}
      </div>
      {finds && (
        <div className="grid even">
          <WorstNet />
          <WorstWeb />
          <WorstHosts />
        </div>
      )}
    </Page>
  )
}
