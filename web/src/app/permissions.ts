import { useQuery } from '@tanstack/react-query'
import { v2 } from '~/api/client'

/** Whether one may do something: what one may not do is not offered. Until it is known, it is not either. */
export function useMay(): (permission: string) => boolean {
  const { data } = useQuery({
    queryKey: ['permissions'],
    queryFn: () => v2.get('/v2/user/permissions'),
    staleTime: 300_000,
  })
  return (permission) => data?.permissions[permission] === true
}
