import { queryOptions } from '@tanstack/react-query'
import { dast, v2 } from '~/api/client'
import { pageOfNet, pageOfWeb, type Page, type Web } from '~/api/types'
import { like } from '~/ui/filters'
import { netSort, type ListState } from '~/ui/listState'
import type { NetFinding } from './decisions'

/** Findings that are open. */
export const OPEN = ['new', 'active', 'reopened']

export function netFindings(state: ListState) {
  const { filters } = state
  return {
    queryKey: ['net', 'findings', state],
    queryFn: async ({ signal }: { signal: AbortSignal }): Promise<Page<NetFinding>> =>
      pageOfNet(
        await v2.get('/v2/vulnerabilities', {
          signal,
          query: {
            page: state.page,
            per_page: state.size,
            sort_by: netSort(state.sort),
            'q[name]': like(filters.name),
            'q[host]': like(filters.host),
            'q[threat]': filters.severity,
            'q[state]': filters.state,
            'q[confidence]': filters.confidence,
            'q[decision]': filters.decision,
            'q[target_id]': filters.target,
            'q[scan_id]': filters.scan,
          },
        }),
      ),
  }
}

export function netFinding(id: string) {
  return queryOptions({
    queryKey: ['net', 'finding', id],
    queryFn: async ({ signal }) => (await v2.get('/v2/vulnerabilities/{id}', { path: { id }, signal })).data.attributes,
  })
}

export function webFindings(state: ListState) {
  const { filters } = state
  return {
    queryKey: ['web', 'findings', state],
    queryFn: async ({ signal }: { signal: AbortSignal }): Promise<Page<Web['Finding']>> =>
      pageOfWeb(
        await dast.get('/findings/', {
          signal,
          query: {
            page: state.page,
            length: state.size,
            ordering: state.sort,
            search: filters.search,
            severity: filters.severity,
            state: filters.state,
            target: filters.target,
            scan: filters.scan,
            new: filters.new,
            definition: filters.definition,
          },
        }),
      ),
  }
}

/** A web finding; its number is unique in its target only. */
export function webFinding(target: string, number: string) {
  return queryOptions({
    queryKey: ['web', 'finding', target, number],
    queryFn: ({ signal }) => dast.get('/targets/{target_id}/findings/{id}/', { path: { target_id: target, id: number }, signal }),
  })
}

export function webFindingLog(target: string, number: string) {
  return queryOptions({
    queryKey: ['web', 'finding-log', target, number],
    queryFn: ({ signal }) => dast.get('/targets/{target_id}/findings/{id}/log/', { path: { target_id: target, id: number }, signal }),
  })
}
