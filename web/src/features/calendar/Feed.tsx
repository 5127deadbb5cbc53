import { useState } from 'react'
import { Button } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Side } from '~/api/scheduling'
import { complain, Confirm, say } from '~/ui/feedback'
import { dateTime } from '~/ui/format'
import { Once } from '~/ui/Once'
import { Card } from '~/ui/Page'
import { Await } from '~/ui/States'
import { feed, makeFeed, revokeFeed } from './queries'

/** The secret address under which other calendars read what is planned and when nothing runs. */
export function Feed({ side }: { side: Side }) {
  const client = useQueryClient()
  const query = useQuery(feed(side))
  const [url, setUrl] = useState<string>()
  const again = (): Promise<void> => client.invalidateQueries({ queryKey: [side, 'feed'] })
  const make = useMutation({
    mutationFn: () => makeFeed(side),
    onError: complain,
    onSuccess: async (made) => {
      setUrl(URL.canParse(made) ? made : new URL(made, location.origin).href)
      await again()
    },
  })
  async function revoke(): Promise<void> {
    await revokeFeed(side)
    setUrl(undefined)
    await again()
    say('The address leads nowhere any more.')
  }
  return (
    <Card title="In your own calendar">
      <p className="quiet prose">Calendars that subscribe to addresses (.ics) can show coming runs and blackout periods. Whoever knows the address sees them without signing in.</p>
      <Await query={query} lines={2}>
        {({ active, created_at }) => (
          <>
            {url !== undefined && <Once secret={url} title="Keep the address now: it is not shown again" />}
            <div className="row">
              {!active && (
                <Button loading={make.isPending} onClick={() => make.mutate()}>
                  Make a secret address
                </Button>
              )}
              {active && (
                <>
                  <Confirm label="Make a new address" question="Make a new address?" danger={false} act={() => make.mutateAsync()}>
                    Calendars that use the present one get nothing any more.
                  </Confirm>
                  <Confirm label="Revoke" question="Revoke the address?" act={revoke}>
                    Calendars that use it get nothing any more.
                  </Confirm>
                  {created_at && <span className="quiet small">There is one, made {dateTime(created_at)}.</span>}
                </>
              )}
            </div>
          </>
        )}
      </Await>
    </Card>
  )
}
