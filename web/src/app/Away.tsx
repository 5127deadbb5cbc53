import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useReachable } from '~/api/reach'

/** Says above every page that the server does not answer, for as long as it does not. */
export function Away() {
  const client = useQueryClient()
  if (useReachable()) return null
  return (
    <div className="away" role="alert">
      <span>The server cannot be reached. What is shown may be old; nothing can be saved.</span>
      <Button size="compact-sm" variant="default" onClick={() => void client.invalidateQueries()}>
        Try again
      </Button>
    </div>
  )
}
