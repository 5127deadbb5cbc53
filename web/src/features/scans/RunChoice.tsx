import type { ReactNode } from 'react'
import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { dateTime, words } from '~/ui/format'
import { Await, EmptyState } from '~/ui/States'
import { netRuns } from './queries'

/** Something about one run: the newest, or the one that is chosen. */
export function RunChoice({ scan, children }: { scan: string; children: (run: string) => ReactNode }) {
  const { run } = useSearch({ strict: false }) as { run?: string }
  const navigate = useNavigate()
  const query = useQuery(netRuns(scan))
  return (
    <Await query={query}>
      {(runs) => {
        const chosen = runs.find((one) => one.id === run) ?? runs[0]
        if (chosen === undefined) {
          return (
            <EmptyState icon="scan" title="Never run">
              “Start” runs it now.
            </EmptyState>
          )
        }
        return (
          <div className="stack">
            {runs.length > 1 && (
              <Select
                label="Run"
                w="min(100%, 24rem)"
                data={runs.map((one) => ({ value: one.id, label: `${dateTime(one.started_at ?? one.created_at)}, ${words(one.status).toLowerCase()}` }))}
                value={chosen.id}
                allowDeselect={false}
                onChange={(value) => void navigate({ to: '.', search: ((previous: object) => ({ ...previous, run: value ?? undefined, page: undefined })) as never, replace: true })}
              />
            )}
            {children(chosen.id)}
          </div>
        )
      }}
    </Await>
  )
}
