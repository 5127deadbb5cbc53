import { queryOptions, useQuery } from '@tanstack/react-query'
import { v2 } from '~/api/client'

/** What the server says that one may do. */
export const permissions = queryOptions({
  queryKey: ['permissions'],
  queryFn: () => v2.get('/v2/user/permissions'),
  staleTime: 300_000,
})

/** Whether one may do something: what one may not do is not offered. Until it is known, it is not either. */
export function useMay(): (permission: string) => boolean {
  const { data } = useQuery(permissions)
  return (permission) => data?.permissions[permission] === true
}
