import { useEffect, useState, type ReactNode } from 'react'
import { Alert, Button, Skeleton } from '@mantine/core'
import { ApiError, messageOf } from '~/api/errors'
import { Icon, type IconName } from './icons'

/** Nothing there yet: why, and what to do about it. */
export function EmptyState(props: { icon: IconName; title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <span className="quiet">
        <Icon name={props.icon} size={36} />
      </span>
      <h2>{props.title}</h2>
      <p>{props.children}</p>
      {props.action}
    </div>
  )
}

/** What went wrong, with a way to try again. */
export function ErrorState({ error, retry }: { error: unknown; retry?: (() => void) | undefined }) {
  const id = error instanceof ApiError ? error.requestId : undefined
  return (
    <Alert color="red" variant="light" title="This did not work" role="alert">
      <div className="stack tight">
        <span>{messageOf(error)}</span>
        {id !== undefined && <span className="small">Request {id} in the server's log.</span>}
        {retry !== undefined && (
          <span>
            <Button size="xs" variant="default" onClick={retry}>
              Try again
            </Button>
          </span>
        )}
      </div>
    </Alert>
  )
}

/** Placeholders while something loads; after a while they say that it takes long. */
export function Loading({ lines = 5 }: { lines?: number }) {
  const [long, setLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), 8000)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className="stack tight" role="status" aria-label="Loading">
      {Array.from({ length: lines }, (_, index) => (
        <Skeleton key={index} height={30} radius="sm" />
      ))}
      {long && <span className="quiet small">This takes longer than usual. The server may be busy.</span>}
    </div>
  )
}

interface Asked<T> {
  data: T | undefined
  error: unknown
  refetch: () => unknown
}

/** The three faces of a query: loading, failed, there. What is there stays when a later look fails. */
export function Await<T>(props: { query: Asked<T>; lines?: number; children: (data: T) => ReactNode }) {
  const { query } = props
  if (query.data !== undefined) return <>{props.children(query.data)}</>
  if (query.error !== null && query.error !== undefined) {
    return <ErrorState error={query.error} retry={() => void query.refetch()} />
  }
  return <Loading lines={props.lines ?? 5} />
}
