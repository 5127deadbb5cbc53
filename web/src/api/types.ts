/** Short names of the generated types. */
import type { components as Dast } from './dast.gen'
import type { components as V2 } from './v2.gen'

export type Net = V2['schemas']
export type Web = Dast['schemas']

/** A page of a list, whatever the dialect. */
export interface Page<T> {
  rows: T[]
  total: number
}

interface Wrapped<T> {
  data: { attributes: T }[]
  meta: { pagination: { total_count: number } }
}

/** The rows of a `/v2` list. */
export function pageOfNet<T>(answer: Wrapped<T>): Page<T> {
  return { rows: answer.data.map((one) => one.attributes), total: answer.meta.pagination.total_count }
}

/** The rows of a DAST list. */
export function pageOfWeb<T>(answer: { count: number; results: T[] }): Page<T> {
  return { rows: answer.results, total: answer.count }
}
