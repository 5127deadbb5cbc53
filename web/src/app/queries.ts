import { QueryClient } from '@tanstack/react-query'
import { ApiError } from '~/api/errors'

/** Refusals are final; only a server that is away or busy is asked again. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5000,
      retry: (failures, error) => error instanceof ApiError && [0, 502, 503].includes(error.status) && failures < 2,
      refetchOnWindowFocus: true,
    },
  },
})
