import { useQueryClient } from '@tanstack/react-query'
import { dast } from '~/api/client'
import type { Web } from '~/api/types'
import { say } from '~/ui/feedback'

/** Changes a target's site, shows what became of it, and says so. */
export function useSite(id: string): { save: (body: Web['SiteInput'], said: string) => Promise<void>; reload: () => Promise<void> } {
  const client = useQueryClient()
  const reload = (): Promise<void> => client.invalidateQueries({ queryKey: ['web', 'target', id] })
  return {
    reload,
    save: async (body, said) => {
      await dast.patch('/targets/{id}/site/', { path: { id }, body })
      await reload()
      say(said)
    },
  }
}
