import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { v2 } from '~/api/client'
import type { Net } from '~/api/types'
import { say } from '~/ui/feedback'

/** What the organization may use. */
export const products = queryOptions({ queryKey: ['products'], queryFn: () => v2.get('/v2/user/products') })

/** The products that the network API answers for, and how another is chosen; the web side has only one. */
export function useProducts(): { products: Net['Product'][]; choose: (product: Net['Product']) => Promise<void> } {
  const client = useQueryClient()
  const { data } = useQuery(products)
  return {
    products: (data?.data ?? []).map((one) => one.attributes).filter((one) => one.code !== 'dast'),
    choose: async ({ code, name }) => {
      await v2.put('/v2/user/change_product', { query: { product_code: code } })
      await client.invalidateQueries()
      say(`Networks are now shown for ${name}.`)
    },
  }
}
