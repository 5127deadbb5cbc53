import { useQuery } from '@tanstack/react-query'
import { Card, Page } from '~/ui/Page'
import { Await } from '~/ui/States'
import { ProfileText, type ProfileFacts } from './ProfileChoice'
import { ofNet, ofWeb } from './profiles'
import { netProfiles, webProfiles } from './queries'

/** What each profile does, and why none can be changed. */
export function Profiles() {
  const net = useQuery(netProfiles)
  const web = useQuery(webProfiles)
  return (
    <Page title="Scan profiles" subtitle="What a scan looks for, how much it sends, and what it may do to a target. Profiles are fixed, so that scans can be compared.">
      <h2>Networks</h2>
      <Await query={net}>{(all) => <All profiles={all.map(ofNet)} />}</Await>
      <h2>Web applications and APIs</h2>
      <Await query={web}>{(all) => <All profiles={all.map(ofWeb)} />}</Await>
    </Page>
  )
}

function All({ profiles }: { profiles: ProfileFacts[] }) {
  return (
    <div className="grid two even">
      {profiles.map((one) => (
        <Card key={one.id} title={one.name} aside={<span className="quiet small">in the API <code>{one.id}</code></span>}>
          <ProfileText profile={one} />
        </Card>
      ))}
    </div>
  )
}
